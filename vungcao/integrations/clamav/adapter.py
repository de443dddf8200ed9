"""What ClamAV registers with the kernel's files."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from vungcao.integrations.clamav import client
from vungcao.integrations.clamav.client import Server
from vungcao.kernel.offers.files import Scanner, scanners
from vungcao.runtime.env import environment

CODE = "clamav"


def offer() -> None:
    """Nothing is offered where no server is named: files then say that nobody scans."""
    if url := environment().clamd_url:
        scanners.register(CODE, scanner(Server.of(url)))


def scanner(server: Server) -> Scanner:
    return Scanner(_("ClamAV"), partial(client.scan, server), partial(client.version, server))
