"""Asks the platform of this machine whether it answers; as a command, the health check of the web container."""

import os
import sys
from urllib.error import URLError
from urllib.request import Request, urlopen


def repond(port: int) -> bool:
    """Say whether /sante/ answers on this port, asked under a host name that the platform accepts."""
    hote = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    demande = Request(f"http://127.0.0.1:{port}/sante/", headers={"Host": hote})
    try:
        with urlopen(demande, timeout=4) as reponse:  # noqa: S310  (our own address)
            return reponse.status == 200
    except (URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(not repond(int(os.environ.get("PORT", "8000"))))
