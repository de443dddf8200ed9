"""What a period's figures of dossiers are, and the identities that must hold between them."""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Counts:
    """Dossiers of a period. `carried` were received before it and not yet done when it began.

    `paused` and `running` are not done when it ends. What was done before its due moment on an
    earlier day is early, on the day itself on time, after the moment late. `mistaken` were received
    by mistake and ended as such: they count as received, and neither as done nor as open.
    `overdue` are those of the running whose due moment has passed.
    """

    carried: int = 0
    new: int = 0
    done: int = 0
    running: int = 0
    paused: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    mistaken: int = 0
    overdue: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        pairs = ((getattr(self, one.name), getattr(other, one.name)) for one in fields(self))
        return Counts(*(mine + theirs for mine, theirs in pairs))

    @property
    def received(self) -> int:
        return self.carried + self.new

    def identities(self) -> list[tuple[str, bool]]:
        """Each identity in words, and whether it holds."""
        still = self.done + self.running + self.paused + self.mistaken
        wrong = f" + tiếp nhận nhầm {self.mistaken}" if self.mistaken else ""
        ends = self.early + self.on_time + self.late
        return [
            (
                f"Tiếp nhận {self.received} = kỳ trước chuyển qua {self.carried} + mới {self.new}",
                self.received == self.carried + self.new,
            ),
            (
                f"Tiếp nhận {self.received} = đã giải quyết {self.done} + đang giải quyết "
                f"{self.running} + tạm dừng {self.paused}{wrong}",
                self.received == still,
            ),
            (
                f"Đã giải quyết {self.done} = trước hạn {self.early} + đúng hạn {self.on_time} "
                f"+ quá hạn {self.late}",
                self.done == ends,
            ),
        ]
