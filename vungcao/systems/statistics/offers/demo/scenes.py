"""What the demo's accounts find on their desks today, brought there by the services themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.units.demo_counts import number
from vungcao.systems.statistics.models import Campaign, Channel, Stage, Submission
from vungcao.systems.statistics.offers.demo.answers import Writer
from vungcao.systems.statistics.offers.demo.asking import VILLAGES
from vungcao.systems.statistics.offers.demo.crew import Crew, standing
from vungcao.systems.statistics.queries import entry
from vungcao.systems.statistics.rules.exact import State
from vungcao.systems.statistics.rules.operations import NOTE, Held, Op
from vungcao.systems.statistics.services import correcting, flow, flow_back
from vungcao.systems.statistics.services.entering import apply

# How far the villages of the demo's commune have come, in their order; the rest is taken over.
VILLAGE_ENDS = ("begun", "returned", "submitted", "empty", "submitted", "certified")
WHY = (
    "Số hộ nghèo thấp hơn hẳn danh sách rà soát của thôn, đề nghị kiểm tra (mẫu).",
    "Chưa khớp với biểu của năm trước, đề nghị ghi rõ lý do (mẫu).",
    "Đề nghị xem lại dòng này (mẫu).",
)


@dataclass(frozen=True)
class Stagehand:
    """Plays on the answers of one commune with its own crew."""

    writer: Writer
    crew: Crew
    today: date

    def at(self, days: int, hour: int) -> datetime:
        return datetime.combine(self.today - timedelta(days=days), time(hour), ZONE)

    def types(
        self, row: Submission, figures: Mapping[str, Held], when: datetime, by: User | None = None
    ) -> None:
        """Some cells by the grid, as an officer would."""
        inputs = entry.inputs(row.obligation.campaign.version_id, figures)
        ops = [
            Op(_id(row, code, when), code, held.state, inputs[code].place.text(held), 0)
            for code, held in figures.items()
        ]
        with standing(by or self.crew.officer) as who:
            apply(submission=row, ops=ops, by=who, now=when, channel=Channel.GRID)

    def notes(self, row: Submission, code: str, words: str, when: datetime) -> None:
        with standing(self.crew.officer) as who:
            op = Op(_id(row, code, when), code, NOTE, words)
            apply(submission=row, ops=[op], by=who, now=when, channel=Channel.GRID)


def running(hand: Stagehand, rows: Sequence[Submission]) -> None:
    """The running year's answers of the commune are begun: one has time, one is late."""
    for row in rows:
        whole = hand.writer.whole(row)
        if whole is not None:
            shown = list(whole.figures.items())
            hand.types(row, dict(shown[: len(shown) * 3 // 5]), hand.at(2, 9))


def villages(hand: Stagehand, campaign: Campaign) -> None:
    """One village is half typed, one came back, two wait for the leader, one for the Sở."""
    rows = Submission.objects.filter(obligation__campaign=campaign, counter=0)
    rows = rows.select_related("unit", "obligation__campaign__version__form").order_by("unit")
    for nth, row in enumerate(rows):
        _village(hand, row, VILLAGE_ENDS[nth] if nth < len(VILLAGE_ENDS) else "accepted")


def _village(hand: Stagehand, row: Submission, end: str) -> None:
    if end == "empty":
        return
    figures = village_figures(row)
    if end == "begun":
        figures = {"here.power": figures["here.power"]}
    hand.types(row, figures, hand.at(8, 8))
    if end == "begun":
        return
    if end == "submitted":
        hand.notes(row, "here.road", "Đo theo hồ sơ của thôn (mẫu).", hand.at(8, 9))
    with standing(hand.crew.officer) as by:
        flow.submit(submission=row, now=hand.at(7, 8), by=by)
    with standing(hand.crew.leader) as by:
        if end == "returned":
            words = {
                "here.water": "Nhiều hơn số hộ dùng nước của quý trước, đề nghị kiểm tra (mẫu)."
            }
            flow_back.return_cells(submission=row, comments=words, now=hand.at(6, 8), by=by)
        if end in ("certified", "accepted"):
            flow.certify(submission=row, now=hand.at(6, 9), by=by)
    if end == "accepted":
        with standing(hand.crew.specialist) as by:
            flow.accept(submission=row, now=hand.at(5, 9), by=by)


def village_figures(row: Submission) -> dict[str, Held]:
    """Households with power and water, and kilometres of road; one village has no road at all."""
    key = f"so-lieu/{VILLAGES}/{row.unit.key or row.unit_id}"
    power = number(f"{key}/power", 60, 240)
    road = Held(State.VALUE, number(f"{key}/road", 120, 960))
    if number(f"{key}/x", 0, 5) == 0:
        road = Held(State.NOT_APPLICABLE)
    return {
        "here.power": Held(State.VALUE, power),
        "here.water": Held(State.VALUE, power * number(f"{key}/water", 70, 100) // 100),
        "here.road": road,
    }


def sends_back(hand: Stagehand, rows: Sequence[Submission]) -> None:
    """The Sở has returned three cells of each of these answers."""
    for row in rows:
        held = entry.shown(row)
        codes = [code for code, one in held.items() if one.value][:3]
        words = dict(zip(codes, WHY, strict=False))
        with standing(hand.crew.specialist) as by:
            flow_back.return_cells(submission=row, comments=words, now=hand.at(2, 15), by=by)


def stands_in(hand: Stagehand, row: Submission) -> None:
    """The Sở types for a commune that has no line, in its name."""
    whole = hand.writer.figures(row)
    when = hand.at(2, 14)
    hand.types(row, dict(list(whole.items())[:8]), when, by=hand.crew.specialist)


def corrects(hand: Stagehand, row: Submission) -> None:
    """A closed figure was corrected: both stand in the log."""
    code = "all.male"
    known, (given,) = (
        entry.shown(row)[code],
        entry.inputs(row.obligation.campaign.version_id, [code]).values(),
    )
    right = Held(State.VALUE, (known.value or 0) + 4)
    op = Op(
        _id(row, code, hand.at(9, 10)), code, State.VALUE, given.place.text(right), known.revision
    )
    with standing(hand.crew.specialist) as by:
        correcting.correct(
            submission=row,
            ops=[op],
            reason="Bổ sung bốn người chuyển đến trước ngày chốt (mẫu).",
            now=hand.at(9, 10),
            by=by,
        )


def at_stage(campaign: Campaign, stage: Stage, but: frozenset[int]) -> list[Submission]:
    """The answers of a campaign at one step, of units that are not named."""
    rows = Submission.objects.filter(obligation__campaign=campaign, stage=stage)
    rows = rows.exclude(unit__in=but).order_by("pk")
    return list(rows.select_related("unit", "obligation__campaign__version__form"))


def _id(row: Submission, code: str, when: datetime) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo:{row.pk}:{code}:{when:%Y%m%d%H}")
