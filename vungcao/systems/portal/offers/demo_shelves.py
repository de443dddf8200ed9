"""Pages of other kinds in the demo: groups, an almanac, an album, topics. All plainly synthetic."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.text import slugify
from PIL import Image, ImageDraw
from wagtail.models import Page

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.norms.models import EthnicGroup
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.systems.portal.models import (
    Advice,
    Album,
    Almanac,
    Article,
    GroupPage,
    RecordedDocument,
    Section,
    TopicPage,
)
from vungcao.systems.portal.models.offered import APART, CHART, things
from vungcao.systems.portal.services import shelving, writing
from vungcao.systems.portal.services.writing import Text

SOURCE = "Bài mẫu của bản trình diễn"
SAMPLE = "Nội dung giả lập của bản trình diễn, không mô tả phong tục hay thời vụ có thật."
# Crop, months (0: all year), what; none of it is advice.
ADVICE = (
    ("Vải", 1, 3, "technique", "Bài mẫu: chăm vải lúc ra hoa"),
    ("Vải", 6, 7, "market", "Bài mẫu: thị trường vải"),
    ("Lúa", 11, 2, "technique", "Bài mẫu: làm mạ vụ tới"),
    ("Lúa", 5, 6, "technique", "Bài mẫu: thu hoạch lúa"),
    ("Gà đồi", 0, 0, "technique", "Bài mẫu: chuồng gà đồi"),
    ("Gà đồi", 12, 1, "market", "Bài mẫu: thị trường gà dịp Tết"),
    ("Lạc", 8, 9, "science", "Bài mẫu: thử giống lạc"),
    ("Chè", 10, 11, "technique", "Bài mẫu: đốn chè"),
)
PICTURES = (
    ("Ảnh mẫu: nền xanh, ba đồi", (40, 110, 90), 3),
    ("Ảnh mẫu: nền nâu, hai đồi", (150, 100, 60), 2),
    ("Ảnh mẫu: nền lam, năm đồi", (50, 90, 150), 5),
)


def build(by: AbstractBaseUser, today: date) -> None:
    """Nothing where they stand already."""
    assert isinstance(by, User)
    places = {one.slug: one for one in Section.objects.order_by("pk")}
    if "van-hoa" not in places or GroupPage.objects.exists():
        return
    at = datetime.combine(today - timedelta(days=7), time(8), ZONE)
    _groups(places["van-hoa"], at, by)
    _almanac(places["khoa-hoc-ky-thuat"], at, by)
    _album(places["thu-vien"], today, at, by)
    _topics(places["chuyen-de"], today, at, by)


def _groups(above: Page, at: datetime, by: User) -> None:
    for group in EthnicGroup.objects.filter(is_large_here=True).order_by("pk"):
        page = GroupPage(
            title=f"Dân tộc {group.name}",
            slug=_slug(group.name),
            group=group,
            lead=f"Trang mẫu về dân tộc {group.name}. {SAMPLE}",
        )
        made = shelving.bring_page(above=above, page=page, at=at, by=by)
        text = Text(
            slug="bai-mau",
            title=f"Bài mẫu ở trang dân tộc {group.name}",
            lead=f"Chỗ của một bài do biên tập viên viết. {SAMPLE}",
            body=[("text", f"<p>{SAMPLE}</p>")],
            source=SOURCE,
        )
        writing.bring(section=made, text=text, at=at - timedelta(days=120), by=by)


def _almanac(above: Page, at: datetime, by: User) -> None:
    page = Almanac(title="Lịch mùa vụ", slug="lich-mua-vu", lead="Theo cây trồng và theo tháng.")
    made = shelving.bring_page(above=above, page=page, at=at, by=by)
    for nth, (crop, first, last, subject, title) in enumerate(ADVICE, start=1):
        advice = Advice(
            title=title,
            slug=f"bai-mua-vu-{nth}",
            crop=crop,
            first_month=first or None,
            last_month=last or None,
            subject=subject,
            lead=SAMPLE,
            body=[("text", f"<p>{SAMPLE}</p>")],
            source=SOURCE,
        )
        shelving.bring_page(above=made, page=advice, at=at, by=by)


def _album(above: Page, today: date, at: datetime, by: User) -> None:
    media: list[tuple[str, Any]] = []
    for nth, (words, ground, hills) in enumerate(PICTURES, start=1):
        picture = shelving.lay_picture(
            title=words,
            words=words,
            content=_drawn(ground, hills),
            name=f"anh-mau-{nth}.png",
            by=by,
        )
        picture.contextual_alt_text, picture.decorative = words, False
        media.append(("picture", {"image": picture, "caption": f"Ảnh vẽ bằng máy số {nth}"}))
    film = {
        "title": "Phim mẫu ở trang khác",
        "file": None,
        "address": "https://phim-mau.invalid/",
        "words": "Địa chỉ giả lập: liên kết chỉ mở khi bấm, trang này không tải gì của nơi khác.",
    }
    album = Album(
        title="Bộ ảnh mẫu: đồi núi vẽ bằng máy",
        slug="bo-anh-mau",
        lead="Ảnh do máy vẽ cho bản trình diễn, không chụp người hay nơi có thật.",
        taken_on=today,
        source=SOURCE,
        media=[*media, ("film", film)],
    )
    shelving.bring_page(above=above, page=album, at=at, by=by)


def _topics(above: Page, today: date, at: datetime, by: User) -> None:
    body: list[tuple[str, Any]] = [("text", f"<p>{SAMPLE}</p>")]
    offered = [value for _kind, kind in things() for value, _title in kind]
    body += [("thing", value) for value in offered[:2]]
    body.append(("drawing", f"{CHART}{APART}statistics.groups"))
    document = RecordedDocument.objects.live().order_by("-issued_on", "pk").first()
    if document is not None:
        body.append(("document", {"page": document.page_ptr, "code": ""}))
    chosen = Article.objects.live().order_by("-first_published_at", "pk")[:3]
    body.append(("pages", [one.page_ptr for one in chosen]))
    for slug, title, ends in (
        ("chuyen-de-mau", "Chuyên đề mẫu: đang diễn ra", today + timedelta(days=60)),
        ("chuyen-de-da-qua", "Chuyên đề mẫu: đã kết thúc", today - timedelta(days=2)),
    ):
        topic = TopicPage(
            title=title,
            slug=slug,
            lead=f"Gom bài, thủ tục, số liệu. {SAMPLE}",
            ends_on=ends,
            body=body,
        )
        shelving.bring_page(above=above, page=topic, at=at, by=by)


def _slug(name: str) -> str:
    return slugify(name.replace("Đ", "D").replace("đ", "d"))


def _drawn(ground: tuple[int, int, int], hills: int) -> bytes:
    """A picture that shows nobody and no place: hills of one colour."""
    width, height = 960, 640
    drawn = Image.new("RGB", (width, height), (226, 232, 240))
    pen = ImageDraw.Draw(drawn)
    for nth in range(hills):
        left, top = nth * width // hills - 60, 180 + 90 * (nth % 3)
        shade = tuple(min(255, part + 18 * nth) for part in ground)
        pen.ellipse((left, top, left + width // hills + 160, height + 300), fill=shade)
    written = BytesIO()
    drawn.save(written, "PNG")
    return written.getvalue()


demos.register("portal.shelves", Demo(order=90, build=build))
