"""What has to be public by decree: the list as dated data, the screens, what waits for editors."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from vungcao.kernel.norms.loading import table_loader
from vungcao.kernel.offers.duties import Duties, Duty, Urgency, duties
from vungcao.kernel.offers.screens import MenuEntry, PublicEntry, menu, public_entries
from vungcao.kernel.offers.upkeep import ReferenceFile, reference_files
from vungcao.systems.portal import permissions
from vungcao.systems.portal.models import DutyStanding
from vungcao.systems.portal.offers.editor import PORTAL
from vungcao.systems.portal.queries.duties import TABLE

NAME = "Thông tin phải công khai"
COLUMNS = [
    {"name": "position", "label": "Thứ tự", "type": "integer"},
    {"name": "part", "label": "Phần", "type": "text"},
    {"name": "name", "label": "Loại thông tin, chức năng", "type": "text"},
    {"name": "article", "label": "Điều", "type": "text"},
    {"name": "met_by", "label": "Có ở đâu", "type": "text"},
    {"name": "term_days", "label": "Số ngày phải có mục mới", "type": "text"},
    {"name": "read", "label": "Đã đọc nguồn", "type": "text"},
]

reference_files.register(
    "portal.duties",
    ReferenceFile(320, "portal_duties.csv", table_loader(TABLE, NAME, COLUMNS)),
)
menu.register(
    "portal.50_duties",
    MenuEntry(
        label=_("Nghĩa vụ công khai"),
        url_name="portal:duties",
        roles=permissions.WATCH,
        group=PORTAL,
        icon="check",
    ),
)
menu.register(
    "portal.60_copies",
    MenuEntry(
        label=_("Bản lưu của bài đã đăng"),
        url_name="portal:copies",
        roles=permissions.VERIFY,
        group=PORTAL,
        icon="shield",
    ),
)
public_entries.register(
    "portal.2-duties",
    PublicEntry(
        label=_("Công khai theo nghị định"),
        url_name="portal:disclosed",
        text=_("Từng loại thông tin phải công khai và chỗ đọc nó."),
    ),
)


def waiting(user: AbstractBaseUser, scopes: tuple[str, ...], day: date) -> QuerySet[Any]:
    """Duties that nothing meets, or nothing new enough."""
    return DutyStanding.objects.lacking(day).order_by("pk")


def told(rows: QuerySet[Any], day: date) -> Iterable[Duty]:
    """One for all of them: the screen says which."""
    if many := len(rows):
        yield Duty(
            title=ngettext(
                "%(many)s loại thông tin phải công khai còn thiếu",
                "%(many)s loại thông tin phải công khai còn thiếu",
                many,
            )
            % {"many": many},
            reason=_t("Chưa có mục nào, hoặc mục mới nhất đã quá hạn cập nhật."),
            address=reverse("portal:duties"),
            action=_t("Xem còn thiếu gì"),
            urgency=Urgency.WHEN_POSSIBLE,
        )


duties.register(
    "portal.duties",
    Duties(
        label=_("thông tin phải công khai còn thiếu"),
        roles=permissions.EDIT,
        waiting=waiting,
        told=told,
        is_pile=True,
    ),
)
