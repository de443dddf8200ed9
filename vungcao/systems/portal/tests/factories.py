"""A small portal: a front page, sections, articles, made by the services themselves."""

from datetime import datetime

from django.test import Client

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.systems.portal.models import Article, Section
from vungcao.systems.portal.services import writing
from vungcao.systems.portal.services.writing import Text

NOON = datetime(2026, 11, 20, 12, tzinfo=ZONE)
BODY = [
    ("text", "<p>Đường vào thôn đã thông.</p>"),
    ("heading", "Việc đã làm"),
    ("table", {"caption": "Số người dự", "rows": "Nhóm|Người\nNam|12\nNữ|15"}),
    ("note", "Số liệu giả lập."),
]


def keeper() -> User:
    return system_account("portal")


def section(slug: str = "tin-tuc", title: str = "Tin tức") -> Section:
    by = keeper()
    home = writing.open_front(title="Cổng thông tin", lead="Cho mọi người.", by=by)
    return writing.open_section(above=home, slug=slug, title=title, lead="", by=by)


def draft(place: Section, slug: str = "duong-vao-thon", **said: str) -> Article:
    given = {"title": "Thôn mẫu 1 sửa đường", "lead": "Cả thôn cùng làm.", "source": "Bài mẫu"}
    text = Text(slug=slug, body=BODY, **(given | said))
    return writing.write(section=Section.objects.get(pk=place.pk), text=text, by=keeper())


def published(place: Section, slug: str = "duong-vao-thon", at: datetime = NOON) -> Article:
    return writing.publish(article=draft(place, slug), at=at, by=keeper())


def holder(role: Role, **said: object) -> tuple[Client, User]:
    user = GrantFactory.create(role=role, **said).user
    client = Client()
    client.force_login(user)
    return client, user
