"""Posts of the demo's office, with telephones that reach nobody, and articles of former bodies."""

from datetime import date, datetime, time

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.systems.portal.models import Article, ContactBoard, OfficePost, Section
from vungcao.systems.portal.services import posts, writing
from vungcao.systems.portal.services.writing import Text

SINCE = date(2025, 7, 1)
POSTS = (
    ("Giám đốc", "Director", "", ""),
    ("Phó Giám đốc", "Deputy Director", "", ""),
    ("Văn phòng", "Office", "Văn phòng", "Office"),
    ("Phòng chuyên môn mẫu 1", "Sample division 1", "Phòng mẫu 1", "Division 1"),
    ("Đầu mối tiếp nhận câu hỏi, góp ý", "Questions and feedback", "Văn phòng", "Office"),
)
# Each on a day of a former body.
FORMER = (
    ("luu-tru-2024", "Thôn mẫu 2 dọn đường đón năm mới", date(2024, 12, 20)),
    ("luu-tru-2025-02", "Thôn mẫu 4 họp bàn giữ tiếng nói", date(2025, 2, 12)),
    ("luu-tru-2025-05", "Thôn mẫu 6 trồng lại hàng cây", date(2025, 5, 15)),
)


def build(by: AbstractBaseUser, today: date) -> None:
    """Nothing where they stand already; the same on every day."""
    assert isinstance(by, User)
    del today
    board = ContactBoard.objects.order_by("path").first()
    if board is not None and not OfficePost.objects.exists():
        posts.enter_posts(board=board, posts=[_post(nth) for nth in range(len(POSTS))], by=by)
    place = Section.objects.filter(slug="hoat-dong-cua-so").order_by("pk").first()
    if place is None or Article.objects.child_of(place).filter(slug=FORMER[0][0]).exists():
        return
    for slug, title, day in FORMER:
        text = Text(
            slug=slug,
            title=title,
            lead="Bài mẫu của thời kỳ trước, dữ liệu giả lập.",
            body=[("text", f"<p>{title}. Bài của bản trình diễn.</p>")],
            source="Bài mẫu của bản trình diễn",
        )
        writing.bring(section=place, text=text, at=datetime.combine(day, time(8), ZONE), by=by)
        place.refresh_from_db()


def _post(nth: int) -> OfficePost:
    post, post_en, room, room_en = POSTS[nth]
    return OfficePost(
        post=post,
        post_en=post_en,
        room=room,
        room_en=room_en,
        telephone=f"0900 000 {200 + nth}",
        email=f"dau-moi-{nth + 1}@mau.invalid",
        valid_from=SINCE,
    )


demos.register("portal.contacts", Demo(order=86, build=build))
