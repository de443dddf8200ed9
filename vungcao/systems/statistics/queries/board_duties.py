"""Answers that wait for an account, and how that is said; what the tiles count."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.access.models import Grant
from vungcao.kernel.offers.duties import Duty, Urgency
from vungcao.kernel.units.queries import on_day
from vungcao.systems.statistics.models import CampaignState, Obligation, Reporter, Stage
from vungcao.systems.statistics.queries import boards
from vungcao.systems.statistics.rules import parts, periods

MOST = 20  # of one kind on a page


def entering(user: Any, scopes: tuple[str, ...], day: date) -> QuerySet[Obligation]:
    """Answers of these places that nobody has handed in, or that came back."""
    return _asked(scopes, Stage.DRAFT)


def entering_for_body(user: Any, scopes: tuple[str, ...], day: date) -> QuerySet[Obligation]:
    """Answers of the account's own body, whatever it lies under."""
    return _of_body(user, scopes, day, Stage.DRAFT)


def certifying_for_body(user: Any, scopes: tuple[str, ...], day: date) -> QuerySet[Obligation]:
    """Answers that somebody else of the body has handed in."""
    return _of_body(user, scopes, day, Stage.SUBMITTED).exclude(submission__author=user.pk)


def tell_entering(rows: QuerySet[Obligation], day: date) -> Iterator[Duty]:
    asked = list(_known(rows))
    back = boards.returned(row.submission.pk for row in asked)
    for row, place in _with_places(asked, day):
        address = reverse("statistics:entry-grid", args=[row.submission.pk])
        title = _("Nhập và nộp số liệu")
        if many := back.get(row.submission.pk):
            title = _("Sửa %(many)s ô số liệu bị trả lại") % {"many": many}
        yield _duty(row, title, address, _("Mở biểu"), place)


def certifying(user: Any, scopes: tuple[str, ...], day: date) -> QuerySet[Obligation]:
    """Answers of these places that somebody else has handed in."""
    return _asked(scopes, Stage.SUBMITTED).exclude(submission__author=user.pk)


def tell_certifying(rows: QuerySet[Obligation], day: date) -> Iterator[Duty]:
    for row, place in _with_places(list(_known(rows)), day):
        address = reverse("statistics:submission", args=[row.submission.pk])
        yield _duty(row, _("Xác nhận báo cáo số liệu"), address, _("Mở báo cáo"), place)


def accepting(user: Any, scopes: tuple[str, ...], day: date) -> QuerySet[Obligation]:
    """Certified answers below these places, of bodies as well."""
    rows = Obligation.objects.under(scopes).filter(submission__stage=Stage.CERTIFIED)
    return rows.order_by("campaign__due_on", "pk")


def tell_accepting(rows: QuerySet[Obligation], day: date) -> Iterator[Duty]:
    if many := rows.count():
        first = rows[0].campaign_id
        yield Duty(
            _("%(many)s báo cáo số liệu chờ Sở tiếp nhận") % {"many": many},
            _("Xem số, tiếp nhận hoặc trả lại từng ô."),
            f"{reverse('statistics:campaign', args=[first])}?stage={int(Stage.CERTIFIED)}",
            _("Xem đợt gấp nhất"),
        )


def late(user: Any, scopes: tuple[str, ...], day: date) -> QuerySet[Obligation]:
    """Answers of running campaigns below these places that are overdue."""
    rows = Obligation.objects.under(scopes).filter(campaign__state=CampaignState.OPEN)
    return rows.filter(boards.overdue(day)).order_by("campaign__due_on", "pk")


def tell_late(rows: QuerySet[Obligation], day: date) -> Iterator[Duty]:
    if many := rows.count():
        yield Duty(
            _("%(many)s báo cáo số liệu quá hạn chưa nộp") % {"many": many},
            _("Đôn đốc đơn vị, hoặc kết thúc đợt thu thập đã xong."),
            reverse("statistics:campaigns"),
            _("Xem các đợt"),
            urgency=Urgency.SOON,
        )


def to_certify(scopes: tuple[str, ...], day: date) -> int:
    """How many answers of these places wait to be certified."""
    return Obligation.objects.under(scopes).filter(submission__stage=Stage.SUBMITTED).count()


def to_accept(scopes: tuple[str, ...], day: date) -> int:
    return accepting(None, scopes, day).count()


def overdue(scopes: tuple[str, ...], day: date) -> int:
    return late(None, scopes, day).count()


def _asked(scopes: tuple[str, ...], stage: Stage) -> QuerySet[Obligation]:
    """Of communes and villages: a body's answers are of its own, whatever its scope."""
    return _open(scopes, stage).exclude(campaign__version__reporter=Reporter.DEPARTMENT)


def _of_body(user: Any, scopes: tuple[str, ...], day: date, stage: Stage) -> QuerySet[Obligation]:
    own = Grant.objects.in_force(day).filter(user=user.pk, role__in=parts.ENTER_FOR_BODY)
    return _open(scopes, stage).filter(organisation__in=own.values("organisation"))


def _open(scopes: tuple[str, ...], stage: Stage) -> QuerySet[Obligation]:
    rows = Obligation.objects.under(scopes).filter(submission__stage=stage)
    rows = rows.filter(campaign__state=CampaignState.OPEN)
    return rows.order_by("campaign__due_on", "pk")


def _known(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    return rows.select_related("submission", "campaign__version")[:MOST]


def _with_places(rows: Sequence[Obligation], day: date) -> Iterator[tuple[Obligation, str]]:
    """Each with the name of its unit: a commune owes the same form for many villages."""
    names = {unit.id: unit.name for unit in on_day({row.unit_id for row in rows}, day)}
    return ((row, names.get(row.unit_id, "")) for row in rows)


def _duty(row: Obligation, title: str, address: str, action: str, place: str) -> Duty:
    campaign = row.campaign
    return Duty(
        title,
        f"{place}, {periods.name(campaign.period)}",
        address,
        action,
        due=campaign.due_on,
        about=campaign.version.name,
    )
