"""Forty articles of the demo, put together from pieces; they quote nobody and name nobody."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.systems.portal.models import Article, Section
from vungcao.systems.portal.services import writing
from vungcao.systems.portal.services.writing import Happening, Text

HOW_MANY, EVENTS = 40, 8
SOURCE = "Bài mẫu của bản trình diễn"
WHERE = ("tin-tu-co-so", "hoat-dong-cua-so", "chinh-sach", "van-hoa", "khoa-hoc-ky-thuat")
PLACES = ("Thôn mẫu 1", "Thôn mẫu 2", "Thôn mẫu 3", "Thôn mẫu 5", "Thôn mẫu 7", "Thôn mẫu 9")
WHAT = (
    ("mo-lop-xoa-mu-chu", "mở lớp xoá mù chữ buổi tối", "lớp học buổi tối"),
    ("sua-duong-vao-thon", "sửa đoạn đường vào thôn", "đoạn đường"),
    ("tap-huan-trong-vai", "tập huấn chăm vải sau thu hoạch", "buổi tập huấn"),
    ("hat-soong-hao", "tập hát soong hao cho lớp trẻ", "buổi tập hát"),
    ("kham-suc-khoe", "khám sức khoẻ cho người cao tuổi", "đợt khám"),
    ("dung-nha-van-hoa", "dọn và sửa nhà văn hoá", "nhà văn hoá"),
    ("huong-dan-nop-ho-so", "hướng dẫn nộp hồ sơ trực tuyến", "buổi hướng dẫn"),
)


def text(number: int) -> Text:
    """The article of a number; always the same."""
    slug, deed, noun = WHAT[number % len(WHAT)]
    place = PLACES[number % len(PLACES)]
    people = 20 + 7 * number % 45
    return Text(
        slug=f"{slug}-{number + 1}",
        title=f"{place} {deed}",
        lead=f"Bài mẫu số {number + 1}: {noun} có {people} người dự. Số liệu giả lập.",
        body=[
            (
                "text",
                f"<p>{place} {deed}. Có {people} người đến dự, phần lớn là bà con trong thôn.</p>",
            ),
            ("heading", "Việc đã làm"),
            (
                "text",
                "<ul><li>Báo trước cho từng nhà một tuần.</li><li>Chia nhóm theo xóm.</li></ul>",
            ),
            (
                "table",
                {
                    "caption": "Số người dự",
                    "rows": f"Nhóm|Người\nNam|{people // 2}\nNữ|{people - people // 2}",
                },
            ),
            ("note", "Bài của bản trình diễn, dữ liệu giả lập."),
        ],
        source=SOURCE,
    )


def build(by: AbstractBaseUser, today: date) -> None:
    """Nothing where they stand already."""
    assert isinstance(by, User)
    if Article.objects.exists():
        return
    sections = {one.slug: one for one in Section.objects.order_by("pk")}
    for number in range(HOW_MANY):
        section = Section.objects.get(pk=sections[WHERE[number % len(WHERE)]].pk)
        day = today - timedelta(days=3 * (HOW_MANY - number))
        at = datetime.combine(day, time(8), ZONE)
        writing.bring(section=section, text=text(number), at=at, by=by)

    _announce(today, by)


def _announce(today: date, by: User) -> None:
    """Some events are over, most are to come."""
    place = Section.objects.get(slug="su-kien")
    for number in range(EVENTS):
        _slug, deed, _noun = WHAT[number % len(WHAT)]
        where = PLACES[number % len(PLACES)]
        begin = datetime.combine(today + timedelta(days=9 * number - 18), time(14), ZONE)
        said = Happening(
            slug=f"su-kien-{number + 1}",
            title=f"{where}: {deed}",
            lead=f"Sự kiện mẫu số {number + 1}, dữ liệu giả lập.",
            begins_at=begin,
            ends_at=begin + timedelta(hours=2),
            place=f"Nhà văn hoá {where.lower()}",
        )
        writing.announce(section=place, said=said, by=by)
        place.refresh_from_db()


demos.register("portal.articles", Demo(order=85, build=build))
