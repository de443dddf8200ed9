"""What waits in the portal: the office's menu, and what somebody is to do about a page."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from vungcao.kernel.access.queries import reach
from vungcao.kernel.accounts.models import User
from vungcao.kernel.offers.duties import Duties, Duty, duties
from vungcao.kernel.offers.screens import MenuEntry, menu
from vungcao.systems.portal import permissions
from vungcao.systems.portal.offers.editor import PORTAL
from vungcao.systems.portal.queries import desk
from vungcao.systems.portal.services.workflows import APPROVE

menu.register(
    "portal.20_desk",
    MenuEntry(
        label=_("Bài đang chờ"),
        url_name="portal:desk",
        roles=permissions.EDIT,
        group=PORTAL,
        icon="check",
    ),
)


def to_take(user: AbstractBaseUser, scopes: tuple[str, ...], day: date) -> QuerySet[Any]:
    """Steps that the account may take: not with a text of its own."""
    account, publishes = _who(user, day)
    rows = desk.steps(account, day, publishes=publishes)
    theirs = rows.exclude(workflow_state__requested_by=account).exclude(revision__user=account)
    return theirs if publishes else theirs.exclude(task__name=APPROVE)


def told_to_take(rows: QuerySet[Any], day: date) -> Iterable[Duty]:
    found = list(rows.select_related("task", "revision").order_by("started_at", "pk"))
    titles = _titles(row.revision.object_id for row in found)
    for row in found:
        page, is_last = int(row.revision.object_id), row.task.name == APPROVE
        if page in titles:
            yield Duty(
                title=_t("Duyệt bài") if is_last else _t("Kiểm tra bài"),
                reason=_t("Đã kiểm tra, chờ duyệt rồi đăng.")
                if is_last
                else _t("Người viết đã gửi, cần một người khác đọc."),
                address=reverse("portal:work", args=[page]),
                action=_t("Xem bài"),
                about=titles[page],
            )


def came_back(user: AbstractBaseUser, scopes: tuple[str, ...], day: date) -> QuerySet[Any]:
    """What the account handed in and got back."""
    account, _publishes = _who(user, day)
    return desk.returned(account, day, publishes=True).filter(requested_by=account)


def told_back(rows: QuerySet[Any], day: date) -> Iterable[Duty]:
    found = list(rows.order_by("pk"))
    titles = _titles(row.object_id for row in found)
    for row in found:
        if int(row.object_id) in titles:
            yield Duty(
                title=_t("Sửa bài được trả lại"),
                reason=_t("Lý do ghi ở trang của bài; sửa rồi gửi lại."),
                address=reverse("portal:work", args=[int(row.object_id)]),
                action=_t("Xem lý do"),
                about=titles[int(row.object_id)],
            )


def _who(user: AbstractBaseUser, day: date) -> tuple[User, bool]:
    assert isinstance(user, User)
    return user, bool(reach(user, day, permissions.PUBLISH))


def _titles(keys: Iterable[str]) -> dict[int, str]:
    rows = Page.objects.filter(pk__in=[int(key) for key in keys]).order_by("pk")
    return dict(rows.values_list("pk", "draft_title"))


duties.register(
    "portal.steps",
    Duties(
        label=_("bài chờ kiểm tra, chờ duyệt"),
        roles=permissions.EDIT,
        waiting=to_take,
        told=told_to_take,
    ),
)
duties.register(
    "portal.returned",
    Duties(
        label=_("bài được trả lại để sửa"),
        roles=permissions.EDIT,
        waiting=came_back,
        told=told_back,
    ),
)
