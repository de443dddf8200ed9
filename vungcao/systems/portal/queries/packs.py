"""What the officer of a commune's loudspeakers takes away: files, their order, a printed sheet."""

import tempfile
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import IO

from django.utils.text import slugify

from vungcao.kernel.documents import typesetting
from vungcao.kernel.files import queries as files
from vungcao.kernel.files.storage import StoreFailed
from vungcao.runtime.env import environment
from vungcao.systems.portal.queries.audio import Heard
from vungcao.systems.portal.queries.doors import standing_in
from vungcao.systems.portal.rules import audio as rules
from vungcao.systems.portal.rules.audio import KIND

OFFERED = 100
IN_MEMORY = 8 * 1024 * 1024  # a larger pack lies on the disk until it is sent
SHEET, ORDER, TEMPLATE = "phieu-phat-thanh.pdf", "danh-sach.m3u8", "systems/portal/printed/pack.typ"
Address = Callable[[Heard], str]


def packed(heard: Sequence[Heard], today: date, address: Address) -> IO[bytes]:
    """The recordings in the given order as a ZIP; one whose file is gone is left out."""
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    there: list[tuple[str, Heard]] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as made:
        for one in heard:
            if (content := _content(one)) is not None:
                name = name_of(len(there) + 1, one)
                made.writestr(name, content)
                there.append((name, one))
        made.writestr(ORDER, "".join(["#EXTM3U\n", *(_line(*line) for line in there)]))
        made.writestr(SHEET, sheet(there, today, address))
    target.seek(0)
    return target


def name_of(number: int, one: Heard) -> str:
    """As old players show it: a number first, no letters with marks."""
    title = slugify(one.page.title.replace("đ", "d").replace("Đ", "D"))[:60]
    return f"{number:02}-{one.edition.language.code}-{title}.{one.forms[-1].ending}"


def sheet(there: Sequence[tuple[str, Heard]], today: date, address: Address) -> bytes:
    """What is played, in which language, how long, by whom, with room to note when it was."""
    lengths = [one.edition.seconds for _name, one in there]
    total = sum(filter(None, lengths)) if all(lengths) else None
    given = {
        "made": [today.year, today.month, today.day],
        "is_sample": environment().is_demo,
        "total": rules.length(total),
        "items": [
            {
                "file": name,
                "title": one.page.title,
                "language": one.edition.language.name,
                "length": one.length or "–",
                "reader": one.edition.speaker.name,
                "address": address(one),
            }
            for name, one in there
        ],
    }
    return typesetting.compiled(TEMPLATE, given, today).pdf


def _line(name: str, one: Heard) -> str:
    return f"#EXTINF:{one.edition.seconds or -1},{one.page.title}\n{name}\n"


def _content(one: Heard) -> bytes | None:
    with standing_in(one.edition.unit):
        file = files.released(one.forms[-1].stored, KIND)
        try:
            return files.content(file) if file is not None else None
        except StoreFailed:
            return None
