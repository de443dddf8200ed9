"""An issue as PDF, A4 or A5, with the whole text of its articles."""

from dataclasses import asdict
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from vungcao.kernel.documents import typesetting
from vungcao.runtime.env import environment
from vungcao.systems.newsletter.rules.content import Content
from vungcao.systems.newsletter.rules.plain import said_number

TEMPLATE = "systems/newsletter/printed/issue.typ"
SIZES = ("a4", "a5")


def pdf(said: Content, size: str, today: date) -> bytes:
    """As of the issue's own day; a draft's is today."""
    day = said.day or today
    with translation.override(said.language):
        given = {
            "paper": size,
            "language": said.language,
            "title": said.title,
            "issuer": said.issuer or _("Bản tin công tác dân tộc"),
            "number": said_number(said),
            "made": [day.year, day.month, day.day],
            "is_sample": environment().is_demo,
            "lead": said.lead,
            "note": said.note,
            "items": [
                {
                    "title": item.title,
                    "section": item.section,
                    "lead": item.lead,
                    "pieces": [asdict(one) for one in item.pieces],
                    "address": item.address,
                }
                for item in said.items
            ],
            "readings_title": _("Nghe đọc"),
            "readings": [
                {
                    "title": item.title,
                    "language": reading.tongue,
                    "length": reading.length,
                    "address": reading.address,
                }
                for item in said.items
                for reading in item.readings
            ],
            "page_words": _("Đọc trên mạng:"),
            "page": said.page,
        }
    return typesetting.compiled(TEMPLATE, given, day).pdf
