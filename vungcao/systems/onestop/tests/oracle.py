"""What a dossier's events must have led to, told in plain Python without the engine."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from vungcao.kernel.calendar.rules import ZONE

SESSIONS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))

# From a step, by what is done: the next step. Written by hand from the process of 1.012222.
WAYS: dict[tuple[str, str], str] = {
    ("cho_tiep_nhan", "tiep_nhan"): "tiep_nhan",
    ("cho_tiep_nhan", "tu_choi"): "tu_choi",
    ("cho_tiep_nhan", "rut"): "da_rut",
    ("tiep_nhan", "chuyen"): "tham_dinh",
    ("tiep_nhan", "rut"): "da_rut",
    ("tham_dinh", "bo_sung"): "cho_bo_sung",
    ("tham_dinh", "dung"): "dung",
    ("tham_dinh", "rut"): "da_rut",
    ("tham_dinh", "trinh"): "ky",
    ("ky", "tra_lai"): "tham_dinh",
    ("cho_bo_sung", "da_bo_sung"): "tham_dinh",
    ("cho_bo_sung", "dung"): "dung",
    ("cho_bo_sung", "rut"): "da_rut",
}
STATUS = {
    "cho_tiep_nhan": 1,
    "tiep_nhan": 2,
    "tu_choi": 3,
    "tham_dinh": 4,
    "ky": 4,
    "cho_bo_sung": 5,
    "da_rut": 7,
    "dung": 8,
}
ENDS = {"tu_choi", "da_rut", "dung"}
TERMS = {"tiep_nhan": 1, "tham_dinh": 40, "ky": 8}  # halves of the steps whose clock runs
COMMITTEE = {"tham_dinh", "ky", "cho_bo_sung", "dung"}  # whose steps are the committee's


@dataclass
class Expected:
    """One dossier by the oracle: where it stands, who is responsible, how much time is left.

    `bodies` are the desk and the committee of the place as they are by now, `held` the one that is
    responsible: an ended dossier stays with the one that held it last.
    """

    step: str = "cho_tiep_nhan"
    bodies: dict[str, int] = field(default_factory=lambda: {"desk": 0, "committee": 0})
    held: int = 0
    received: datetime | None = None
    halves: int = 50
    paused_at: datetime | None = None
    pauses: list[tuple[datetime, datetime]] = field(default_factory=list)
    asked: bool = False
    extended: bool = False
    off: set[date] = field(default_factory=set)
    since: datetime | None = None
    stay: int = 0  # halves of the step, with what it was extended by
    stops: list[tuple[datetime, datetime]] = field(default_factory=list)

    @property
    def has_ended(self) -> bool:
        return self.step in ENDS

    @property
    def status(self) -> int:
        return STATUS[self.step]

    def may(self, action: str) -> bool:
        if action == "bo_sung" and self.asked:
            return False
        return (self.step, action) in WAYS

    def do(self, action: str, now: datetime) -> None:
        before, self.step = self.step, WAYS[(self.step, action)]
        if before == "cho_bo_sung" and self.step == "tham_dinh" and self.paused_at is not None:
            self.stops.append((self.paused_at, now))
        elif action != "bo_sung":
            self.since, self.stay, self.stops = now, TERMS.get(self.step, 0), []
        if action == "tiep_nhan":
            self.received = now
        if action == "bo_sung":
            self.paused_at, self.asked = now, True
        elif self.paused_at is not None:
            self.pauses.append((self.paused_at, now))
            self.paused_at = None
        self.held = self.bodies["committee" if self.step in COMMITTEE else "desk"]

    def ways(self) -> list[str]:
        """What may be done now."""
        return sorted({action for step, action in WAYS if step == self.step and self.may(action)})

    def succeed(self, which: str, body: int) -> None:
        """Another body takes the place of one, and what that one holds."""
        if self.held == self.bodies[which] and not self.has_ended:
            self.held = body
        self.bodies[which] = body

    def may_extend(self, now: datetime) -> bool:
        due = self.due()
        if due is None or self.paused_at is not None or self.has_ended or self.extended:
            return False
        return now <= due

    def extend(self, halves: int) -> None:
        self.halves, self.extended = self.halves + halves, True
        self.stay += halves

    def due(self) -> datetime | None:
        return None if self.received is None else self.end(self.received, self.halves, self.pauses)

    def step_due(self) -> datetime | None:
        """A pause keeps what the step that asked has left."""
        if self.since is None or self.step not in TERMS:
            return None
        return self.end(self.since, self.stay, self.stops)

    def end(
        self, begun: datetime, halves: int, pauses: list[tuple[datetime, datetime]]
    ) -> datetime:
        """Halves from the day after the beginning on; then the minutes that each pause has kept."""
        due, left = begun, halves
        day = begun.astimezone(ZONE).date()
        while left:
            day += timedelta(days=1)
            for _opens, closes in self.sessions(day):
                left -= 1
                due = closes if left == 0 else due
                if left == 0:
                    break
        begins = datetime.combine(begun.date() + timedelta(days=1), time.min, ZONE)
        for stopped, resumed in pauses:
            start = max(stopped, begins)
            if resumed > begins and start < due:
                due = self.after(resumed, self.minutes(start, due))
        return due

    def left(self, now: datetime) -> int | None:
        due, at = self.due(), self.paused_at or now
        if due is None:
            return None
        return self.minutes(at, due) if at <= due else -self.minutes(due, at)

    def sessions(self, day: date) -> list[tuple[datetime, datetime]]:
        if day.isoweekday() > 5 or day in self.off:
            return []
        return [
            (datetime.combine(day, opens, ZONE), datetime.combine(day, closes, ZONE))
            for opens, closes in SESSIONS
        ]

    def minutes(self, start: datetime, end: datetime) -> int:
        total, day = 0, start.date()
        while day <= end.date():
            for opens, closes in self.sessions(day):
                both = min(closes, end) - max(opens, start)
                total += max(0, int(both.total_seconds()) // 60)
            day += timedelta(days=1)
        return total

    def after(self, start: datetime, minutes: int) -> datetime:
        day, left = start.date(), minutes
        if not left:
            return start
        while True:
            for opens, closes in self.sessions(day):
                there = max(0, int((closes - max(opens, start)).total_seconds()) // 60)
                if left <= there:
                    return max(opens, start) + timedelta(minutes=left)
                left -= there
            day += timedelta(days=1)
