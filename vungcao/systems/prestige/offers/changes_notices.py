"""Telling a commune that its list was changed by a decision taken elsewhere."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar import clock
from vungcao.kernel.notices import services
from vungcao.kernel.notices.services import News
from vungcao.kernel.offers.notices import DIGEST, NoticeKind, kinds
from vungcao.kernel.offers.outbox import Announcement, Consumer, consumers
from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.queries import on_day
from vungcao.systems.prestige.models import Recognition

KIND = "prestige.list_changed"
ROLES = frozenset({Role.COMMUNE_OFFICER, Role.COMMUNE_LEADER})
TOPICS = frozenset({"prestige.recognised", "prestige.withdrawn"})
NEWS = timedelta(days=30)  # what is entered later than that belongs to the past

kinds.register(
    KIND,
    NoticeKind(
        label=_("Danh sách người có uy tín của xã thay đổi"),
        title=_("Danh sách người có uy tín của {unit} có thay đổi"),
        text=_("Theo quyết định {number} ngày {day} của {issuer}."),
        sample={
            "unit": "xã Mẫu",
            "number": "12/QĐ-MAU",
            "day": "01/07/2026",
            "issuer": "Uỷ ban nhân dân tỉnh Mẫu",
        },
        way=DIGEST,
        roles=frozenset(map(str, ROLES)),
        url_name="prestige:register",
    ),
)


def take(said: Announcement) -> None:
    """One notice for each commune and decision, however many persons it names."""
    rows = Recognition.objects.standing().filter(pk=int(said.subject.rpartition(":")[2]))
    row, today = rows.first(), clock.today()
    if row is None:
        return
    commune = Unit.objects.get(pk=int(row.scope.strip("/").split("/")[-2]))
    number, day, issuer = _decision(row, said.topic)
    if said.details.get("decided_in") == commune.pk or day is None or today - day > NEWS:
        return
    (then,) = on_day([commune.pk], today)
    details = {
        "unit": then.name,
        "number": number,
        "day": f"{day:%d/%m/%Y}",
        "issuer": issuer,
    }
    news = News(KIND, said.subject, details, commune, f"{KIND}:{commune.pk}:{number}:{day}")
    by = system_account("notices")
    services.notify_holders(news=news, roles=ROLES, now=clock.now(), by=by)


def _decision(row: Recognition, topic: str) -> tuple[str, date | None, str]:
    if topic == "prestige.recognised":
        return row.number, row.decided_on, row.issuer_name
    return row.end_number, row.end_decided_on, row.end_issuer_name


consumers.register(
    "prestige.notices", Consumer(TOPICS, take, _("Thông báo về danh sách người có uy tín"))
)
