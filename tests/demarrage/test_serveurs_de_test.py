"""Private servers of the tests: they answer, and leave nothing behind."""

from urllib.parse import urlsplit

import psycopg
import pytest
from redis import Redis
from redis.exceptions import ConnectionError as RedisAbsent

from outils import serveurs_de_test

pytestmark = pytest.mark.pile


def test_postgresql_repond_puis_disparait():
    with serveurs_de_test.postgresql() as adresse:
        with psycopg.connect(adresse) as connexion:
            assert connexion.execute("SELECT upper('é')").fetchone() == ("É",)
        port = urlsplit(adresse).port
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(f"postgres://tsf@127.0.0.1:{port}/postgres", connect_timeout=2)


def test_redis_s_arrete_et_revient_sur_le_meme_port():
    port = serveurs_de_test.port_libre()
    for _ in range(2):
        with serveurs_de_test.redis(port) as adresse, Redis.from_url(adresse) as client:
            assert client.ping()


def test_un_echec_dans_le_bloc_arrete_aussi_les_serveurs():
    def echouer() -> None:
        with serveurs_de_test.redis(port):
            raise ZeroDivisionError

    port = serveurs_de_test.port_libre()
    with pytest.raises(ZeroDivisionError):
        echouer()
    with Redis(port=port) as client, pytest.raises(RedisAbsent):
        client.ping()
