"""Menu, public pages and what waits for somebody, of the newsletter."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.duties import Duties, Duty, duties
from vungcao.kernel.offers.publications import PublicItem, public_items
from vungcao.kernel.offers.screens import MenuEntry, PublicEntry, menu, public_entries
from vungcao.kernel.offers.search import PublicSource, public_sources
from vungcao.systems.newsletter import permissions
from vungcao.systems.newsletter.models import Issue, IssueState
from vungcao.systems.newsletter.queries import found, issues

NEWSLETTER = _("Bản tin")
SHOWN = 12

menu.register(
    "newsletter.10_issues",
    MenuEntry(
        label=_("Các số bản tin"),
        url_name="newsletter:issues",
        roles=permissions.READ,
        group=NEWSLETTER,
        icon="book",
    ),
)
menu.register(
    "newsletter.20_bounces",
    MenuEntry(
        label=_("Thư bị trả lại"),
        url_name="newsletter:bounces",
        roles=permissions.READ,
        group=NEWSLETTER,
        icon="undo",
    ),
)
public_entries.register(
    "newsletter.archive",
    PublicEntry(
        label=_("Bản tin"),
        url_name="newsletter:archive",
        text=_("Các số bản tin công tác dân tộc đã gửi; đăng ký nhận qua thư điện tử."),
    ),
)


def waiting(user: AbstractBaseUser, scopes: tuple[str, ...], day: date) -> QuerySet[Any]:
    """Issues that were handed in and wait for whoever approves and has not worked on them."""
    handed_in = Issue.objects.filter(state=IssueState.HANDED_IN)
    theirs = handed_in.exclude(made_by=user.pk).exclude(writers__contains=[user.pk])
    return theirs.order_by("pk")


def told(rows: QuerySet[Any], day: date) -> Iterable[Duty]:
    for row in rows:
        yield Duty(
            title=_t("Duyệt số bản tin"),
            reason=_t("Đã soạn xong, chờ duyệt rồi gửi."),
            address=reverse("newsletter:work", args=[row.pk]),
            action=_t("Xem và duyệt"),
            about=row.title,
        )


def public(day: date) -> Iterable[tuple[str, str]]:
    """The newest issues by number and title, with their pages."""
    for row in issues.public()[:SHOWN]:
        yield f"{row.number}: {row.title}", reverse("newsletter:issue", args=[row.code])


duties.register(
    "newsletter.approve",
    Duties(
        label=_("số bản tin chờ duyệt"),
        roles=permissions.SEND,
        waiting=waiting,
        told=told,
    ),
)
public_items.register("newsletter.issues", PublicItem(label=NEWSLETTER, items=public))
public_sources.register(
    "newsletter.issues",
    PublicSource(
        kinds=lambda: {found.KIND: _("Số bản tin")},
        read=found.texts,
        stamps=found.stamps,
        readable=found.readable,
        model="newsletter.Issue",
        topics=frozenset({found.TOPIC}),
        keys_of=found.code_of,
    ),
)
