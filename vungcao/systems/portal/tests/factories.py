"""A small portal: a front page, sections, articles, made by the services themselves."""

from datetime import datetime

from django.test import Client

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.notices.models import Notice
from vungcao.kernel.scopes.services import Door, scoped
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


def form_of(page: Article, **said: object) -> dict[str, object]:
    """What the editor's form sends for an article whose words stay as they are."""
    lines = {
        "title": page.title,
        "slug": page.slug,
        "lead": page.lead,
        "source": page.source,
        "picture": page.picture_id or "",
        "body-count": "1",
        "body-0-type": "note",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-id": "",
        "body-0-value": "Số liệu giả lập.",
        **{f"comments-{part}_FORMS": "0" for part in ("TOTAL", "INITIAL", "MIN_NUM")},
        "comments-MAX_NUM_FORMS": "",
    }
    return {**lines, "seo_title": "", "search_description": "", **said}


def told(user: User) -> list[Notice]:
    """What an account was told, the oldest first."""
    with scoped((), account=user.pk, door=Door.SYSTEM):
        return list(Notice.objects.filter(recipient=user).order_by("pk"))
