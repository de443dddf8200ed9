"""A database that answers while a command needs it: the one `vungcao up` runs, or our own."""

from collections.abc import Iterator
from contextlib import contextmanager

from vungcao.runtime import roles
from vungcao.runtime.database_urls import APP, OWNER
from vungcao.runtime.env import Environment
from vungcao.runtime.keys import database_passwords
from vungcao.runtime.lock import HomeInUse, HomeLock
from vungcao.runtime.postgres import Postgres


@contextmanager
def running(environment: Environment) -> Iterator[None]:
    """Start the embedded server for the time when nobody else runs it."""
    if environment.database_url:
        yield
        return
    lock = HomeLock(environment.home)
    try:
        lock.acquire()
    except HomeInUse:
        yield
        return
    server = Postgres(environment.home)
    server.lock = lock
    try:
        server.start()
        passwords = database_passwords(environment.home)
        roles.bootstrap(server.address(), {role: passwords[role] for role in (OWNER, APP)})
        yield
    finally:
        server.stop()
        lock.release()
