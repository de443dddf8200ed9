"""A verdict is one only when clamd gave it; a silent one leaves every content waiting."""

from collections.abc import Iterator

import pytest

from vungcao.integrations.clamav import adapter, client, fake
from vungcao.integrations.clamav.client import Server
from vungcao.kernel.offers.files import ScannerSilent
from vungcao.runtime.env import WrongVariable


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with fake.listening() as url:
        yield Server.of(url)


def test_a_harmless_content_is_clean(server: Server) -> None:
    assert client.scan(server, [b"xin ", b"", b"ch\xc3\xa0o"]) == ""


def test_the_test_content_is_found_across_pieces(server: Server) -> None:
    content = fake.eicar()

    assert client.scan(server, [content[:20], content[20:]]) == "Eicar-Test-Signature"


def test_says_what_answers(server: Server) -> None:
    assert adapter.scanner(server).version().startswith("ClamAV")


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd.ctl"])
def test_nobody_there_is_no_verdict(url: str) -> None:
    with pytest.raises(ScannerSilent):
        client.scan(Server.of(url), [b"a"])
    with pytest.raises(ScannerSilent):
        client.version(Server.of(url))


@pytest.mark.parametrize("said", ["", "INSTREAM size limit exceeded. ERROR", "stream: maybe"])
def test_anything_else_is_no_verdict(said: str) -> None:
    with pytest.raises(ScannerSilent):
        client._threat(said)


@pytest.mark.parametrize("url", ["http://x", "tcp://", "clamd"])
def test_a_wrong_address_is_said(url: str) -> None:
    with pytest.raises(WrongVariable, match="CLAMD_URL"):
        Server.of(url)
