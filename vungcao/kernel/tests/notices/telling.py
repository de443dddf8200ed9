"""Officers with an address, and news to tell them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.notices import services
from vungcao.kernel.notices.models import Notice
from vungcao.kernel.notices.services import News
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.factories import GrantFactory

NOON = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def officer(**words: Any) -> User:
    words.setdefault("role", Role.COMMUNE_OFFICER)
    return GrantFactory.create(user__email="canbo@mau.invalid", **words).user


def news(kind: str = "units.reform_took_effect", **words: Any) -> News:
    details = words.pop("details", {"title": "Nhập hai xã mẫu"})
    return News(kind, words.pop("subject", "units.Reform:1"), details, **words)


def tell(to: User, what: News, now: datetime = NOON) -> Notice | None:
    with scoped(("/1/",)):
        return services.notify(news=what, to=to, now=now, by=system_account("notices"))


def send(now: datetime) -> int:
    with scoped(("/1/",)):
        return services.send_due(now=now, by=system_account("notices"))


def letters() -> list[OutboxMessage]:
    with scoped(("/1/",), door=Door.SYSTEM):
        return list(OutboxMessage.objects.filter(receiver="email").order_by("pk"))
