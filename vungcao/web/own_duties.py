"""What the screens of one's own account have waiting: notices to read, roles that change hands."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.notices.models import Notice
from vungcao.kernel.offers.duties import Duty, Urgency
from vungcao.kernel.offers.notices import AT_ONCE, kinds

SOON = timedelta(days=3)


def notices(user: AbstractBaseUser, scopes: tuple[str, ...], day: date) -> QuerySet[Notice]:
    """Unread ones of the kinds that are told at once."""
    weighty = [name for name, kind in kinds.items() if kind.urgent or kind.way == AT_ONCE]
    return Notice.objects.filter(recipient=user.pk, kind__in=weighty).unread()


def tell_notices(rows: QuerySet[Notice], day: date) -> Iterator[Duty]:
    if many := rows.count():
        yield Duty(
            _("Đọc %(many)s thông báo quan trọng") % {"many": many},
            _("Chưa đọc."),
            f"{reverse('notices')}?loc=chua-doc",
            _("Đọc thông báo"),
            urgency=Urgency.SOON,
        )


def delegations(user: AbstractBaseUser, scopes: tuple[str, ...], day: date) -> QuerySet[Grant]:
    """Roles in another's hands, given or taken, that begin or end within days."""
    between = Q(user=user.pk) | Q(delegated_from__user=user.pk)
    begins = Q(valid_from__gt=day, valid_from__lte=day + SOON)
    ends = Q(valid_from__lte=day, valid_until__gt=day, valid_until__lte=day + SOON)
    found = Grant.objects.filter(between, begins | ends, delegated_from__isnull=False)
    return found.exclude(valid_until=F("valid_from")).order_by("valid_until", "pk")


def tell_delegations(rows: QuerySet[Grant], day: date) -> Iterator[Duty]:
    for grant in rows:
        until = grant.valid_until or day
        first, last = grant.valid_from, until - timedelta(days=1)
        begins = first > day
        title = _("Uỷ quyền sắp bắt đầu: %(role)s") if begins else _("Uỷ quyền sắp hết: %(role)s")
        words = {"begin": f"{first:%d/%m/%Y}", "end": f"{last:%d/%m/%Y}"}
        yield Duty(
            title % {"role": Role(grant.role).label},
            _("Từ ngày %(begin)s đến hết ngày %(end)s. Bàn giao việc còn dở.") % words,
            reverse("delegations"),
            _("Xem uỷ quyền"),
            due=first if begins else last,
        )
