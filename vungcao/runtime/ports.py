"""Ports of this machine: which is free, and ours for as long as this process lives."""

import socket
from contextlib import suppress
from dataclasses import dataclass

from vungcao.runtime.errors import Refused


class NoPort(Refused):
    """No port is left to listen on."""


@dataclass(frozen=True)
class Reservation:
    """A port, and the socket without which another copy of the product may take it."""

    port: int
    token: socket.socket


def reserve(wanted: int, host: str) -> Reservation:
    """`wanted` when it is free, else the next free one.

    Web servers share a port between their workers, so a second copy's server would join ours
    instead of failing: an abstract socket of that number keeps two copies apart.
    """
    for port in range(wanted, min(wanted + 200, 65536)):
        token = socket.socket(socket.AF_UNIX)
        with suppress(OSError):
            token.bind(f"\0vungcao-port-{port}")
            if is_free(port, host):
                return Reservation(port, token)
        token.close()
    raise NoPort(f"Không còn cổng trống từ {wanted} trở lên.")


def is_free(port: int, host: str) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def any_free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
