"""Where the database is and with which role this process enters it."""

import json
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote, urlsplit

from vungcao.runtime.env import Environment
from vungcao.runtime.errors import Refused

OWNER = "vungcao_owner"
APP = "vungcao_app"
NAME = "vungcao"
SUFFIX = {"": "", "class": "_practice", "original": "_practice_original"}


class NoDatabase(Refused):
    """No address of a database is known; the message says what to start."""


@dataclass(frozen=True)
class Address:
    """Where one role reaches one database. `host` is a directory for a Unix socket."""

    host: str
    port: int
    name: str
    user: str
    password: str

    def conninfo(self) -> str:
        """The address as libpq and psycopg read it."""
        return url(self)

    def of(self, name: str) -> "Address":
        """The same server and role, another database."""
        return replace(self, name=name)


def address(environment: Environment, role: str) -> Address:
    """The two URLs when they are given, else the server that `vungcao up` runs in the home.

    Practice has databases of its own beside the province's, on the same server.
    """
    if environment.database_url:
        url = environment.database_owner_url if role == "owner" else environment.database_url
        place = parse(url)
    else:
        place = _embedded(environment, OWNER if role == "owner" else APP)
    return place.of(f"{place.name}{SUFFIX[environment.practice]}")


def parse(url: str) -> Address:
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return Address(
        host=unquote(query.get("host", "")) or parts.hostname or "127.0.0.1",
        port=parts.port or int(query.get("port", 5432)),
        name=unquote(parts.path.lstrip("/")) or NAME,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def url(place: Address) -> str:
    """The same address as one line."""
    user, password, name, host = (
        quote(part, safe="") for part in (place.user, place.password, place.name, place.host)
    )
    return f"postgresql://{user}:{password}@/{name}?host={host}&port={place.port}"


def _embedded(environment: Environment, user: str) -> Address:
    """Without a server an address that answers nothing: settings are also read by mypy and docs."""
    try:
        at = json.loads((environment.home / "run/database.json").read_text())
        keys = json.loads((environment.home / "keys/database.json").read_text())
    except FileNotFoundError:
        return Address(str(environment.home / "run"), 5432, NAME, user, "")
    return Address(at["host"], at["port"], NAME, user, keys[user])


def require(environment: Environment) -> None:
    """Raises `NoDatabase` before a command that cannot do without one."""
    if not environment.database_url and not (environment.home / "run/database.json").exists():
        raise NoDatabase(
            f"Chưa có cơ sở dữ liệu ở {environment.home}: chạy “make up”, hoặc đặt DATABASE_URL."
        )
