"""The demo's pages in other languages: what the portal says in English, and one in Chinese."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from wagtail.models import Page

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.offers.upkeep import Demo, demos
from vungcao.systems.portal.models import Article, Language, Section, Translation
from vungcao.systems.portal.models.languages import ENGLISH, VIETNAMESE
from vungcao.systems.portal.services import tongues, writing
from vungcao.systems.portal.services.writing import Text

SAMPLE = "Sample page of the demonstration; it describes no real agency."
SECTIONS = {
    "gioi-thieu": ("About us", "What we do, how we are organised, whom to ask."),
    "chuc-nang-nhiem-vu": ("Functions and duties", ""),
    "co-cau-to-chuc": ("Organisation", ""),
    "lanh-dao-lien-he": ("Leaders and contacts", "By post, office, telephone and official e-mail."),
}
# One page in a language that the shell does not speak: by its source, title, text, and the note.
CHINESE = "zh-Hant"
IN_CHINESE = (
    "chuc-nang-mau",
    ("範例機關的職責", "就範例省的民族事務提供建議。"),
    "示範頁面，不描述任何真實機關。",
)
SINCE = 240  # days ago: they are no news
# By section: slug, Vietnamese title and text, English title and text.
PAGES = {
    "chuc-nang-nhiem-vu": (
        "chuc-nang-mau",
        ("Chức năng của cơ quan mẫu", "Tham mưu về công tác dân tộc trên địa bàn tỉnh mẫu."),
        ("Functions of the sample agency", "Advises the sample province on ethnic affairs."),
    ),
    "co-cau-to-chuc": (
        "cac-phong-mau",
        ("Các phòng của cơ quan mẫu", "Văn phòng, thanh tra, phòng chính sách, phòng kế hoạch."),
        ("Offices of the sample agency", "Secretariat, inspectorate, policy and planning offices."),
    ),
    "lanh-dao-lien-he": (
        "dau-moi-mau",
        ("Đầu mối liên hệ mẫu", "Trực ban: 0900 000 000, thư: lien-he@mau.invalid."),
        ("Sample contact point", "Duty desk: 0900 000 000, e-mail: lien-he@mau.invalid."),
    ),
}


def build(by: AbstractBaseUser, today: date) -> None:
    """Nothing where there are translations already, or no sections to translate."""
    assert isinstance(by, User)
    english = Language.objects.filter(code=ENGLISH).order_by("pk").first()
    known = {one.slug: one for one in Section.objects.order_by("-depth", "pk")}
    if english is None or Translation.objects.exists() or not SECTIONS.keys() <= known.keys():
        return
    now = datetime.combine(today, time(8), ZONE) - timedelta(days=SINCE)
    for slug, (title, lead) in SECTIONS.items():
        source = Section.objects.get(pk=known[slug].pk)
        made = tongues.begin(page=source, language=english, now=now, by=by)
        _say(made, title, lead, now, by)
    for slug, (name, vietnamese, said) in PAGES.items():
        place = Section.objects.get(pk=known[slug].pk)
        original = _article(place, name, vietnamese, now, by)
        made = tongues.begin(page=original, language=english, now=now, by=by)
        _say(made, *said, now, by)
    _in_chinese(now, by)
    last = Article.objects.get(slug=name, locale=place.locale_id)
    last.save_revision(user=by)  # its translation has to be compared again


def _in_chinese(now: datetime, by: User) -> None:
    slug, said, note = IN_CHINESE
    language = Language.objects.filter(code=CHINESE).order_by("pk").first()
    if language is not None:
        source = Article.objects.get(slug=slug, locale__language_code=VIETNAMESE)
        made = tongues.begin(page=source, language=language, now=now, by=by)
        _say(made, *said, now, by, note)


def _article(place: Section, slug: str, said: tuple[str, str], now: datetime, by: User) -> Article:
    title, lead = said
    body = [("text", f"<p>{lead}</p>"), ("note", "Trang mẫu của bản trình diễn, dữ liệu giả lập.")]
    text = Text(slug=slug, title=title, lead=lead, body=body, source="Bài mẫu")
    return writing.bring(section=place, text=text, at=now, by=by)


def _say(made: Page, title: str, lead: str, now: datetime, by: User, note: str = SAMPLE) -> None:
    """The words of the translation, published."""
    page = made.specific
    body = [("text", f"<p>{lead}</p>"), ("note", note)] if isinstance(page, Article) else []
    tongues.say(page=page, title=title, lead=lead, body=body, at=now, by=by)


demos.register("portal.translations", Demo(order=87, build=build))
