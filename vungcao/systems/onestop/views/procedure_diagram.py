"""A process as a drawing: agencies are its lanes, steps its stops; words say every way too."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from vungcao.systems.onestop.rules import wording
from vungcao.systems.onestop.rules.definition import AGENCIES, CLOCKS, Action, Definition, Step
from vungcao.systems.onestop.rules.statuses import FINAL, PAUSED, Status
from vungcao.web.charts import Lanes, Stop

EARLY = FINAL - {Status.RETURNED}  # how a dossier ends before its result: said, not drawn


def lanes(process: Definition) -> Lanes:
    """The steps in the order of the definition; what leads nowhere the proofs say."""
    kinds = list(dict.fromkeys(one.agency for one in process.steps))
    places = {one.code: nth for nth, one in enumerate(process.steps)}
    return Lanes(
        _("Sơ đồ của quy trình"),
        _("Danh sách bên dưới nói đúng những điều này bằng chữ."),
        [_capital(AGENCIES.get(kind, kind)) for kind in kinds],
        [
            Stop(kinds.index(one.agency), one.label, list(_lines(process, one, places)), _look(one))
            for one in process.steps
        ],
        list(dict.fromkeys(_ways(process, places))),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _look(step: Step) -> str:
    if step.status in FINAL:
        return "end"
    return "pause" if step.clock == "pause" or step.status in PAUSED else ""


def _ways(process: Definition, places: dict[str, int]) -> Iterator[tuple[int, int]]:
    for one in process.actions:
        if one.source_step in places and one.target_step in places:
            start, end = places[one.source_step], places[one.target_step]
            if start != end and process.steps[end].status not in EARLY:
                yield start, end


def _lines(process: Definition, step: Step, places: dict[str, int]) -> Iterator[str]:
    """Where the step is and how long, then each way out of it."""
    yield _where(step)
    ends = []
    for one in process.from_step(step.code):
        if one.target_step not in places:
            continue
        after = process.step(one.target_step)
        if after.status in EARLY:
            ends.append(f"{one.label}\N{NO-BREAK SPACE}({places[after.code] + 1})")
        else:
            yield _onward(one, step, after, places)
    if ends:
        yield _("Hoặc kết thúc: %(ways)s") % {"ways": ", ".join(dict.fromkeys(ends))}


def _where(step: Step) -> str:
    said = [_capital(AGENCIES.get(step.agency, step.agency))]
    if step.halves:
        said.append(_("%(days)s ngày làm việc") % {"days": wording.days(step.halves)})
    if step.clock in ("none", "pause"):
        said.append(_("thời hạn %(how)s") % {"how": CLOCKS[step.clock]})
    return ", ".join(said)


def _onward(action: Action, step: Step, after: Step, places: dict[str, int]) -> str:
    number, before = places[after.code] + 1, places[step.code] + 1
    words = {"number": number, "label": action.label}
    if number <= before:
        return _("Quay lại bước %(number)d: %(label)s") % words
    if after.clock == "pause":
        return _("Tạm dừng, sang bước %(number)d: %(label)s") % words
    return _("Sang bước %(number)d: %(label)s") % words
