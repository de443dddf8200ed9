"""How the citizens' pages say things: the steps of the wizard, what was filled in."""

from dataclasses import dataclass

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.systems.onestop.forms.answers import Sheet, is_note

STEPS = (
    ("who", _("Người nộp và địa bàn")),
    ("form", _("Tờ khai")),
    ("papers", _("Giấy tờ")),
    ("check", _("Kiểm tra và nộp")),
    ("done", _("Đã nộp")),
)


@dataclass(frozen=True)
class Shown:
    """One step in the thread of them."""

    title: str | Promise
    state: str
    detail: str = ""


def steps(at: str) -> list[Shown]:
    """The steps of the wizard; those before `at` are done."""
    names = [name for name, _label in STEPS]
    here = names.index(at) if at in names else -1
    return [
        Shown(label, "now" if place == here else "done" if place < here else "")
        for place, (_name, label) in enumerate(STEPS)
    ]


def summary(sheet: Sheet) -> list[tuple[str, list[tuple[object, object]]]]:
    """What was filled in, group by group and line by line, in words."""
    shown: list[tuple[str, list[tuple[object, object]]]] = []
    for part in sheet.parts:
        if not part.is_repeated:
            shown.append((part.group.label, _said(part.questions)))
        for line in part.lines:
            facts = _said(line.questions)
            if facts:
                shown.append((f"{part.group.label}: {line.number}", facts))
    return [(label, facts) for label, facts in shown if facts]


def _said(questions: list[BoundField]) -> list[tuple[object, object]]:
    return [
        (bound.label, _words(bound)) for bound in questions if bound.value() and not is_note(bound)
    ]


def _words(bound: BoundField) -> str:
    given = bound.value()
    choices = dict(getattr(bound.field, "choices", ()))
    if isinstance(given, list):
        return ", ".join(str(choices.get(one, one)) for one in given)
    return str(choices.get(str(given), given))
