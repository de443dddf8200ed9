"""Decoding archives, PDF files and pictures, in a process of its own with limits.

Whoever finds a fault in a decoder has that process, which can open no file and no connection.
Needs no Django.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files.rules import Checked
from vungcao.runtime import apart

SECONDS, WAIT, MEMORY = 20, 40, 1280 * 1024 * 1024
LARGEST = 64 * 1024 * 1024  # of what a picture becomes
SEATS = BoundedSemaphore(2)  # decoders at a time: what they may take together has an end
ARCHIVE, PDF = "zip", "application/pdf"
TAKEN, REWRITTEN, REFUSED = b"taken", b"rewritten", b"refused"
TOO_HEAVY = (
    "Tệp quá nặng hoặc bị hỏng, máy chủ không kiểm tra được: thu nhỏ ảnh, in lại thành PDF"
    " hoặc chia thành nhiều tệp rồi tải lên lại."
)
BUSY = "Máy chủ đang kiểm tra nhiều tệp khác: chờ một phút rồi tải lên lại."


class Busy(RuleBroken):
    """Too many contents are being decoded; the same one may come again."""


def decode(content: bytes, media_type: str) -> Checked:
    """What is stored of a content that has to be decoded.

    Raises `RuleBroken` with its faults, and when the decoder died, took too long or too much.
    """
    try:
        with seat():
            said = apart.ask(__name__, media_type, question=content, wait=WAIT, most=LARGEST)
        verdict, words, rest = said.split(b"\n", 2)
    except (apart.Failed, ValueError) as failed:
        raise RuleBroken(TOO_HEAVY) from failed
    if verdict == REFUSED:
        raise RuleBroken(rest.decode())
    return Checked(rest if verdict == REWRITTEN else content, words.decode())


@contextmanager
def seat() -> Iterator[None]:
    if not SEATS.acquire(timeout=WAIT):
        raise Busy(BUSY)
    try:
        yield
    finally:
        SEATS.release()


def decoder(media_type: str) -> Callable[[bytes], Checked]:
    """What decodes a type, in this process. Only its own library is loaded: that is slow."""
    if media_type == ARCHIVE:
        from vungcao.kernel.files import archives

        return lambda content: Checked(content, archives.check(content))
    if media_type == PDF:
        from vungcao.kernel.files import papers

        papers.load()
        return lambda content: Checked(papers.check(content), media_type)
    from vungcao.kernel.files import pictures

    return lambda content: Checked(pictures.rewrite(content, media_type), media_type)


def answer(take: Callable[[bytes], Checked], content: bytes) -> bytes:
    """A verdict, the media type, and the refusal or the content when it was written anew."""
    try:
        checked = take(content)
    except RuleBroken as broken:
        return b"\n".join((REFUSED, b"", str(broken).encode()))
    media_type = checked.media_type.encode()
    if checked.content is content:
        return b"\n".join((TAKEN, media_type, b""))
    return b"\n".join((REWRITTEN, media_type, checked.content))


def main() -> int:
    """Read a content from standard input, write the answer to standard output."""
    apart.limit(seconds=SECONDS, memory=MEMORY)
    take = decoder(sys.argv[1])
    apart.shut()
    sys.stdout.buffer.write(answer(take, sys.stdin.buffer.read()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
