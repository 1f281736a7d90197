"""Health check of the web container: asks its own /sante/, under a host name that it answers to."""

import os
import sys
from urllib.request import Request, urlopen

if __name__ == "__main__":
    hote = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    demande = Request(f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/sante/", headers={"Host": hote})
    with urlopen(demande, timeout=4) as reponse:  # noqa: S310  (our own address)
        sys.exit(reponse.status != 200)
