"""How long a dossier has left, in working time and in words."""

from dataclasses import dataclass

SOON_DAYS = 3  # working days before the end at which a dossier is shown as due soon


@dataclass(frozen=True)
class Remaining:
    """Working minutes until a term ends, negative after it; None where no term runs.

    `usual` are the minutes of a usual working day of the calendar.
    """

    minutes: int | None
    usual: int
    is_paused: bool = False
    is_finished: bool = False

    @property
    def words(self) -> str:
        if self.is_finished:
            return ""
        if self.minutes is None:
            return "chưa tính thời hạn"
        said = spelled(abs(self.minutes), self.usual)
        if self.is_paused:
            return f"đang tạm dừng, còn {said}"
        return f"còn {said} làm việc" if self.minutes >= 0 else f"quá hạn {said} làm việc"

    @property
    def state(self) -> str:
        """One of: "finished", "none", "paused", "late", "soon", "running"."""
        if self.is_finished:
            return "finished"
        if self.minutes is None:
            return "none"
        if self.is_paused:
            return "paused"
        if self.minutes < 0:
            return "late"
        return "soon" if self.minutes <= SOON_DAYS * self.usual else "running"

    @property
    def tone(self) -> str:
        """The colour of its tag; the words beside it say the same."""
        return {"late": "bad", "soon": "warn", "running": "run"}.get(self.state, "")


def spelled(minutes: int, usual: int) -> str:
    """Working minutes as days and hours; minutes only where there is not one hour."""
    days, rest = divmod(minutes, usual)
    hours = rest // 60
    parts = [f"{days} ngày"] if days else []
    parts += [f"{hours} giờ"] if hours else []
    return " ".join(parts) or f"{minutes} phút"
