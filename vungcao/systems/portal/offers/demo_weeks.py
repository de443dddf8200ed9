"""Three weeks of the demo's public work, all invented."""

from datetime import date, time, timedelta

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.accounts.models import User
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.systems.portal.models import CalendarBoard, WorkItem, WorkWeek
from vungcao.systems.portal.rules import weeks
from vungcao.systems.portal.services import planning

# Day of the week, half, hour, what, who, where.
WORK = (
    (0, "morning", time(8), "Giao ban đầu tuần", "Lãnh đạo Sở, các phòng", "Phòng họp mẫu"),
    (1, "afternoon", None, "Tiếp công dân", "Giám đốc", "Phòng tiếp dân mẫu"),
    (2, "morning", time(7, 30), "Làm việc ở cơ sở", "Phó Giám đốc", "Thôn mẫu 3"),
    (3, "afternoon", time(14), "Họp về bản tin", "Chánh Văn phòng", "Phòng họp mẫu"),
    (4, "morning", time(9), "Xem lại việc trong tuần", "Lãnh đạo Sở", "Phòng họp mẫu"),
)


def build(by: AbstractBaseUser, today: date) -> None:
    """Nothing where weeks stand already."""
    assert isinstance(by, User)
    board = CalendarBoard.objects.order_by("path").first()
    if board is None or WorkWeek.objects.exists():
        return
    for off in (-7, 0, 7):
        first = weeks.monday(today) + timedelta(off)
        items = [
            WorkItem(
                day=first + timedelta(day), half=half, time=at, what=what, who=who, place=place
            )
            for day, half, at, what, who, place in WORK
        ]
        board.refresh_from_db()
        planning.plan(board=board, begins_on=first, items=items, by=by)


demos.register("portal.weeks", Demo(order=88, build=build))
