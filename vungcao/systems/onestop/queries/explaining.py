"""Why each date of a dossier is what it is: day by day, with what every day rests on.

The words name no person, so that the citizen's page shows the same as the officer's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Sum

from vungcao.kernel.calendar.queries import days, hours_are_verified, sources
from vungcao.kernel.calendar.rules import WEEKDAYS, ZONE, Derivation, Line
from vungcao.kernel.cases.models import Pause
from vungcao.kernel.cases.queries import clocks
from vungcao.kernel.citations.models import State
from vungcao.systems.onestop.models import Apology, Dossier, Extension
from vungcao.systems.onestop.queries import deadlines, versions
from vungcao.systems.onestop.queries.worklist import usual
from vungcao.systems.onestop.rules.remaining import spelled

PAUSES = {
    "ask": "chờ người nộp bổ sung",
    "closed": "hồ sơ đã kết thúc rồi mở lại",
}
STANDS, WEEKEND = "Tạm dừng tính thời hạn", WEEKDAYS[5:]


@dataclass(frozen=True)
class DayOfIt:
    """One day on the way to a date, and the text on which an exceptional one rests."""

    day: date
    minutes: int
    why: str
    source: str
    is_verified: bool
    until: date | None = None  # the last day, where several in a row are one line


@dataclass(frozen=True)
class Explained:
    """One date of a dossier: what it is called, when it is, and why."""

    code: str
    label: str
    at: datetime | None
    words: tuple[str, ...]
    days: tuple[DayOfIt, ...] = ()
    is_verified: bool = True


def explained(dossier: Dossier) -> list[Explained]:
    """Every date of a dossier in the order of its life, as far as it has come."""
    if dossier.received_at is None:
        words = ("Chưa tiếp nhận nên chưa có hạn: thời hạn tính từ ngày làm việc sau khi nhận.",)
        return [Explained("submitted", "Nộp hồ sơ", dossier.submitted_at, words)]
    return [
        _receipt(dossier),
        _first(dossier),
        *_pauses(dossier),
        *_extensions(dossier),
        *_apologies(dossier),
        *_due(dossier),
        *_step(dossier),
    ]


def plain(found: Iterable[Explained]) -> list[str]:
    """The same as lines to read one after another, without the days."""
    said = []
    for one in found:
        at = f" {_moment(one.at)}" if one.at else ""
        doubt = "" if one.is_verified else " (có căn cứ chưa xác minh)"
        said.append(f"{one.label}{at}{doubt}. {' '.join(one.words)}".strip())
    return said


def agrees(dossier: Dossier) -> bool:
    """Whether what is stored is what receipt, term, calendar and pauses say now."""
    case = dossier.case
    is_due = case.due_at == clocks.due(case, clocks.stops(case))
    return is_due and dossier.step_due_at == deadlines.step_due(dossier)


def _receipt(dossier: Dossier) -> Explained:
    words = "Thời hạn tính từ ngày làm việc tiếp theo và hết vào cuối buổi cuối cùng."
    return Explained("received", "Tiếp nhận", dossier.received_at, (words,))


def _first(dossier: Dossier) -> Explained:
    version = dossier.version
    words = (
        f"Thời hạn của thủ tục: {_days(version.term_halves or 0)}, theo {version.basis}.",
        "Đây là ngày in trên giấy tiếp nhận hồ sơ và hẹn trả kết quả.",
    )
    seen = version.term_state == State.SEEN
    return Explained("first_due", "Hẹn trả lần đầu", dossier.first_due_at, words, (), seen)


def _pauses(dossier: Dossier) -> Iterator[Explained]:
    for pause in Pause.objects.filter(case=dossier.case_id).order_by("stopped_at", "pk"):
        why = PAUSES.get(pause.kind, "tạm dừng theo quy trình")
        if pause.resumed_at is None:
            words = (f"Lý do: {why}.", "Đang tạm dừng: số phút làm việc còn lại được giữ nguyên.")
        else:
            stood = _between(dossier, pause.stopped_at, pause.resumed_at)
            words = (
                f"Lý do: {why}. Chạy tiếp lúc {_moment(pause.resumed_at)}.",
                f"{_spelled(dossier, stood, pause.stopped_at)} làm việc không tính vào thời hạn.",
            )
        yield Explained("pause", "Tạm dừng tính thời hạn", pause.stopped_at, words)


def _extensions(dossier: Dossier) -> Iterator[Explained]:
    for one in Extension.objects.filter(dossier=dossier).order_by("at", "pk"):
        words = (
            f"Thêm {_days(one.halves)}: từ {_moment(one.old_due_at)} sang "
            f"{_moment(one.new_due_at)}, kèm phiếu xin lỗi (mẫu 04).",
        )
        yield Explained("extension", "Gia hạn", one.at, words)


def _apologies(dossier: Dossier) -> Iterator[Explained]:
    """Those without an extension: they promise another moment and leave the term as it was."""
    rows = Apology.objects.filter(dossier=dossier, extension=None, sent_at__isnull=False)
    for one in rows.order_by("sent_at", "pk"):
        if one.new_due_at is not None:
            words = (
                f"Đã hẹn {_moment(one.old_due_at)} mà chưa xong: xin lỗi (mẫu 04) và hẹn lại "
                f"{_moment(one.new_due_at)}.",
                "Thời hạn không đổi: hồ sơ tính là quá hạn.",
            )
            yield Explained("apology", "Xin lỗi, hẹn lại", one.sent_at, words)


def _due(dossier: Dossier) -> Iterator[Explained]:
    found = clocks.derivation(dossier.case)
    if found is None:
        return
    words = [
        f"Tính {_days(dossier.case.term_halves or 0)} theo lịch của {dossier.case.calendar.name}."
    ]
    words += _anew(dossier)
    if dossier.case.due_at != found.due:
        words.append("Lịch vừa thay đổi: hạn đang được tính lại, ngày mới sẽ hiện ở đây.")
    yield _laid(dossier, "due", "Hẹn trả hiện nay", tuple(words), found)


def _anew(dossier: Dossier) -> Iterator[str]:
    """Where the policy counts the term anew after a supplement: since when, and what became of the
    days by which it was extended.
    """
    began, policy = dossier.case.received_at, versions.process(dossier.version).policy
    if began == dossier.received_at:
        return
    yield f"Thủ tục này tính lại thời hạn từ đầu sau khi bổ sung: từ {_moment(began)}."
    before = Extension.objects.filter(dossier=dossier, at__lt=began).aggregate(all=Sum("halves"))
    if not before["all"]:
        return
    if policy.begun_anew(0, 1):
        yield (
            f"{_days(before['all'])} đã gia hạn trước đó vẫn được cộng vào thời hạn mới "
            "(cách hiểu của hệ thống, chưa xác minh)."
        )
    else:
        yield f"{_days(before['all'])} đã gia hạn trước đó không cộng vào thời hạn mới."


def _step(dossier: Dossier) -> Iterator[Explained]:
    found = deadlines.step_derivation(dossier)
    if found is None or dossier.finished_at is not None:
        return
    step = versions.process(dossier.version).step(dossier.step)
    words = [f"Bước “{step.label}”: {_days(deadlines.step_halves(dossier))}."]
    if step.state != State.SEEN:
        words.append(f"Thời hạn của bước chưa xác minh ({step.source}).")
    yield _laid(dossier, "step_due", "Hạn của bước đang làm", tuple(words), found)


def _laid(
    dossier: Dossier, code: str, label: str, words: tuple[str, ...], found: Derivation
) -> Explained:
    calendar = dossier.case.calendar
    first, last = found.lines[0].day, found.lines[-1].day
    rests_on = sources(calendar, first, last + timedelta(days=1))
    laid = stretches(_day(line, rests_on.get(line.day)) for line in found.lines)
    verified = found.is_verified and hours_are_verified(calendar, first)
    return Explained(code, label, found.due, words, laid, verified)


def stretches(found: Iterable[DayOfIt]) -> tuple[DayOfIt, ...]:
    """The days of one stop are one line with the weekends in it, however long it took."""
    laid: list[DayOfIt] = []
    within: list[DayOfIt] = []  # the weekend after a stop, until it is known whether that goes on
    for one in found:
        is_after = bool(laid) and laid[-1].why == STANDS
        if is_after and one.why == STANDS and not one.minutes:
            laid[-1] = replace(laid[-1], until=one.day)
            within = []
        elif is_after and one.why in WEEKEND:
            within.append(one)
        else:
            laid += [*within, one]
            within = []
    return (*laid, *within)


def _day(line: Line, source: object) -> DayOfIt:
    return DayOfIt(line.day, line.minutes, line.why, str(source or ""), line.is_verified)


def _between(dossier: Dossier, start: datetime, end: datetime) -> int:
    first, last = start.astimezone(ZONE).date(), end.astimezone(ZONE).date()
    known = days(dossier.case.calendar.code, first, last + timedelta(days=1))
    return known.minutes_between(start, end)


def _spelled(dossier: Dossier, minutes: int, at: datetime) -> str:
    day = at.astimezone(ZONE).date()
    known = days(dossier.case.calendar.code, day, day + timedelta(days=60))
    return spelled(minutes, usual(known, day))


def _days(halves: int) -> str:
    number = f"{halves / 2:g}".replace(".", ",")
    return f"{number} ngày làm việc"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%H:%M ngày %d/%m/%Y}"
