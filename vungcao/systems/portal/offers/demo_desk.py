"""What waits in the demo: to be checked, sent back, approved for a day, and what ends."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from wagtail.models import WorkflowState

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.systems.portal.models import Article, Section
from vungcao.systems.portal.offers.demo import SOURCE
from vungcao.systems.portal.services import handing, writing
from vungcao.systems.portal.services.writing import Text

NOTE = [("note", "Bài của bản trình diễn, dữ liệu giả lập.")]
REASON = "Ghi đủ ngày ban hành của văn bản nhắc đến trong bài."
DRAFTS = (
    ("cho-kiem-tra", "Thôn mẫu 3 nhận cây giống vụ mới"),
    ("tra-lai", "Thôn mẫu 5 họp bàn hương ước"),
    ("hen-gio", "Thôn mẫu 7 chuẩn bị ngày hội"),
)


def build(by: AbstractBaseUser, today: date) -> None:
    """Once; written and taken by the demo's own accounts where these stand."""
    assert isinstance(by, User)
    if WorkflowState.objects.exists() or not Article.objects.exists():
        return
    author, publisher = (_account(role, by) for role in (Role.EDITOR, Role.PUBLISHER))
    morning = datetime.combine(today, time(8), ZONE)
    waits, back, dated = (_draft(slug, title, author) for slug, title in DRAFTS)
    handing.hand_in(page=waits, now=morning, by=author)
    handing.hand_in(page=back, now=morning, by=author)
    handing.send_back(page=back, reason=REASON, now=morning, by=publisher)
    handing.schedule(page=dated, at=morning + timedelta(days=30), by=publisher)
    ending = Article.objects.live().order_by("first_published_at", "pk")[0]
    handing.end_at(page=ending, at=morning + timedelta(days=60), by=publisher)


def _draft(slug: str, title: str, by: User) -> Article:
    lead = "Bài mẫu đang trên đường được đăng, dữ liệu giả lập."
    text = Text(slug=f"mau-{slug}", title=title, lead=lead, body=NOTE, source=SOURCE)
    return writing.write(section=Section.objects.get(slug="tin-tu-co-so"), text=text, by=by)


def _account(role: Role, by: User) -> User:
    return User.objects.filter(username=role.value).first() or by


demos.register("portal.desk", Demo(order=86, build=build))
