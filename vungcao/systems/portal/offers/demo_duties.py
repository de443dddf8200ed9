"""Links to other agencies in the demo; then what is public is looked at once, and can be found."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.kernel.search import services as search
from vungcao.systems.portal.models import Article, Section
from vungcao.systems.portal.services import duties, writing
from vungcao.systems.portal.services.writing import Text

SLUG = "trang-cua-co-quan-khac"
LAST = 990  # after whatever others publish
TEXT = Text(
    slug=SLUG,
    title="Trang thông tin của cơ quan khác",
    lead="Địa chỉ các trang của Chính phủ hay dùng khi làm thủ tục, tra cứu văn bản.",
    body=[
        (
            "links",
            [
                {"label": "Cổng Dịch vụ công Quốc gia", "address": "https://dichvucong.gov.vn/"},
                {"label": "Cổng Thông tin điện tử Chính phủ", "address": "https://chinhphu.vn/"},
                {"label": "Cơ sở dữ liệu văn bản pháp luật", "address": "https://vbpl.vn/"},
            ],
        )
    ],
    source="Bài mẫu của bản trình diễn",
)


def build(by: AbstractBaseUser, today: date) -> None:
    """Repeated, it only looks again."""
    assert isinstance(by, User)
    section = Section.objects.filter(slug="lien-ket").order_by("pk").first()
    if section is not None and not Article.objects.filter(slug=SLUG).exists():
        at = datetime.combine(today - timedelta(days=30), time(9), ZONE)
        writing.bring(section=section, text=TEXT, at=at, by=by)
    duties.check_duties(day=today, by=by)
    search.catch_up(today=today, by=by)


demos.register("portal.duties", Demo(order=LAST, build=build))
