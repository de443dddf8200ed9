"""Arithmetic of working time, in plain Python: days, halves of days, minutes, pauses.

A term in working days counts from the next working day after receipt and ends with its last
half day. Times are aware and counted in whole minutes of Asia/Ho_Chi_Minh.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

from vungcao.kernel.citations.rules import RuleBroken

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOON = time(12)
DAY = timedelta(days=1)
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
KEPT_BEFORE, KEPT_AFTER = 1, 2  # years around today in which the calendar may be changed

Session = tuple[datetime, datetime]
Pause = tuple[datetime, datetime]


class BeyondCalendar(LookupError):
    """A computation left the days that were read."""


@dataclass(frozen=True)
class Hours:
    """A stretch of work on a weekday (Monday is 1) in the season `[valid_from, valid_until)`."""

    weekday: int
    starts: time
    ends: time
    valid_from: date = date.min
    valid_until: date | None = None

    def hold(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True)
class Exceptional:
    """How one day differs from the week: off, work, morning or afternoon."""

    kind: str
    reason: str
    is_verified: bool = True


@dataclass(frozen=True)
class Days:
    """What is known of the days `[first, until)`: the week's hours and the exceptional days."""

    first: date
    until: date
    hours: tuple[Hours, ...]
    exceptions: Mapping[date, Exceptional]
    unprepared: frozenset[int] = frozenset()  # years whose holidays nobody has written yet
    # A day is asked for by every term that crosses it: thousands, when a day is to change.
    _sessions: dict[date, list[Session]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _halves: dict[date, list[datetime]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def sessions(self, day: date) -> Sequence[Session]:
        """The stretches of work of a day, in order."""
        if day not in self._sessions:
            self._sessions[day] = self._worked(day)
        return self._sessions[day]

    def _worked(self, day: date) -> list[Session]:
        if not self.first <= day < self.until:
            raise BeyondCalendar(f"{day:%d/%m/%Y}")
        exception = self.exceptions.get(day)
        if exception is not None and exception.kind == "off":
            return []
        hours = self._hours(day, exception)
        if exception is not None and exception.kind == "morning":
            hours = [stretch for stretch in hours if stretch.starts < NOON]
        if exception is not None and exception.kind == "afternoon":
            hours = [stretch for stretch in hours if stretch.starts >= NOON]
        return [(_at(day, stretch.starts), _at(day, stretch.ends)) for stretch in hours]

    def _hours(self, day: date, exception: Exceptional | None) -> list[Hours]:
        """A day that is worked by exception has its own hours or, without, those of a Monday on."""
        season = [stretch for stretch in self.hours if stretch.hold(day)]
        weekdays = [day.isoweekday()]
        if exception is not None:
            weekdays += range(1, 8)
        for weekday in weekdays:
            if found := [stretch for stretch in season if stretch.weekday == weekday]:
                return sorted(found, key=lambda stretch: stretch.starts)
        return []

    def halves(self, day: date) -> Sequence[datetime]:
        """When the worked halves of a day end: morning, afternoon."""
        if day not in self._halves:
            sessions = self.sessions(day)
            morning = [ends for starts, ends in sessions if starts.time() < NOON]
            afternoon = [ends for starts, ends in sessions if starts.time() >= NOON]
            self._halves[day] = [max(part) for part in (morning, afternoon) if part]
        return self._halves[day]

    def is_working(self, day: date) -> bool:
        return bool(self.sessions(day))

    def add_working_days(self, received: datetime, term: Fraction | int) -> datetime:
        """When a term of `term` working days ends that was received then (halves allowed)."""
        left = _halves_of(term)
        for day in self._from(_local(received).date() + DAY):
            for ends in self.halves(day):
                left -= 1
                if left == 0:
                    return ends
        raise BeyondCalendar(f"{self.until:%d/%m/%Y}")

    def subtract_working_days(self, due: datetime, term: Fraction | int) -> datetime:
        """The end of the half day that lies `term` working days before `due`."""
        left, due = _halves_of(term), _local(due)
        for day in self._back_from(due.date()):
            for ends in reversed(self.halves(day)):
                if ends <= due:
                    left -= 1
                if left < 0:
                    return ends
        raise BeyondCalendar(f"{self.first:%d/%m/%Y}")

    def add_minutes(self, start: datetime, minutes: int) -> datetime:
        """The first moment at which that many working minutes have passed."""
        if minutes < 0:
            raise ValueError("Working time runs forward.")
        start, left = _local(start), minutes
        if not left:
            return start
        for day in self._from(start.date()):
            for opens, closes in self.sessions(day):
                begins = max(opens, start)
                there = max(0, _minutes(begins, closes))
                if left <= there:
                    return begins + timedelta(minutes=left)
                left -= there
        raise BeyondCalendar(f"{self.until:%d/%m/%Y}")

    def minutes_between(self, start: datetime, end: datetime) -> int:
        """The working minutes from one moment to another; negative when `end` lies before."""
        start, end = _local(start), _local(end)
        if end < start:
            return -self.minutes_between(end, start)
        day, total = start.date(), 0
        while day <= end.date():
            for opens, closes in self.sessions(day):
                total += max(0, _minutes(max(opens, start), min(closes, end)))
            day += DAY
        return total

    def due_with_pauses(
        self, received: datetime, term: Fraction | int, pauses: Iterable[Pause] = ()
    ) -> datetime:
        """When the term ends if the clock stood still in each pause: the minutes left are kept."""
        due = self.add_working_days(received, term)
        for stopped, resumed in _counted(pauses, received):
            if stopped >= due:
                break
            due = self.add_minutes(resumed, self.minutes_between(stopped, due))
        return due

    def derivation(
        self, received: datetime, term: Fraction | int, pauses: Iterable[Pause] = ()
    ) -> "Derivation":
        """The same date with the reason of every day on the way to it."""
        stops = _counted(pauses, received)
        due = self.due_with_pauses(received, term, stops)
        first = _local(received).date()
        lines = [Line(first, 0, "Ngày tiếp nhận: tính từ ngày làm việc tiếp theo")]
        days = self._from(first + DAY)
        lines += [
            self._line(day, due, stops) for day in takewhile(lambda day: day <= due.date(), days)
        ]
        return Derivation(due, tuple(lines))

    def _line(self, day: date, due: datetime, stops: Sequence[Pause]) -> "Line":
        exception = self.exceptions.get(day)
        verified = exception is None or exception.is_verified
        verified = verified and day.year not in self.unprepared
        sessions = self.sessions(day)
        if not sessions:
            why = f"Nghỉ: {exception.reason}" if exception else WEEKDAYS[day.weekday()]
            return Line(day, 0, why, verified)
        running = sum(_running(session, due, stops) for session in sessions)
        why = "Tạm dừng tính thời hạn"
        if running == sum(_minutes(*session) for session in sessions):
            why = "Tính cả ngày" if len(self.halves(day)) == 2 else "Tính nửa ngày"
        elif running:
            why = f"Tính {running} phút làm việc"
        return Line(day, running, f"{why} ({exception.reason})" if exception else why, verified)

    def _from(self, day: date) -> Iterator[date]:
        while day < self.until:
            yield day
            day += DAY

    def _back_from(self, day: date) -> Iterator[date]:
        while day >= self.first:
            yield day
            day -= DAY


@dataclass(frozen=True)
class Line:
    """One day on the way to a due date: how many working minutes of it count, and why."""

    day: date
    minutes: int
    why: str
    is_verified: bool = True


@dataclass(frozen=True)
class Derivation:
    """Why a due date is what it is."""

    due: datetime
    lines: tuple[Line, ...]

    @property
    def is_verified(self) -> bool:
        return all(line.is_verified for line in self.lines)


def refuse_year(year: int, today: date) -> None:
    """Calendars change around today: a slip of the year must not pass. Raises `RuleBroken`."""
    first, last = today.year - KEPT_BEFORE, today.year + KEPT_AFTER
    if not first <= year <= last:
        raise RuleBroken(f"Chỉ ghi được ngày trong các năm từ {first} đến {last}.")


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, ZONE)


def _local(moment: datetime) -> datetime:
    """Whole minutes of our own zone."""
    if moment.tzinfo is None:
        raise ValueError("Times are aware.")
    return moment.astimezone(ZONE).replace(second=0, microsecond=0)


def _minutes(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds()) // 60


def _halves_of(term: Fraction | int) -> int:
    halves = Fraction(term) * 2
    if halves <= 0 or halves.denominator != 1:
        raise RuleBroken("Thời hạn phải là số ngày làm việc lớn hơn 0, tính đến nửa ngày.")
    return int(halves)


def _counted(pauses: Iterable[Pause], received: datetime) -> list[Pause]:
    """The pauses in order, from the day after receipt on, when the term begins to run."""
    begins = _at(_local(received).date() + DAY, time.min)
    stops = sorted((_local(stopped), _local(resumed)) for stopped, resumed in pauses)
    for stopped, resumed in stops:
        if resumed < stopped:
            raise RuleBroken("Lần tạm dừng phải kết thúc sau khi bắt đầu.")
    for (_, resumed), (stopped, _) in pairwise(stops):
        if stopped < resumed:
            raise RuleBroken("Hai lần tạm dừng không được chồng lên nhau.")
    return [(max(stopped, begins), resumed) for stopped, resumed in stops if resumed > begins]


def _running(session: Session, due: datetime, stops: Sequence[Pause]) -> int:
    """The minutes of a stretch of work in which the clock runs."""
    opens, closes = session[0], min(session[1], due)
    stood = sum(
        max(0, _minutes(max(opens, stopped), min(closes, resumed))) for stopped, resumed in stops
    )
    return max(0, _minutes(opens, closes)) - stood
