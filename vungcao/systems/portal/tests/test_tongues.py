"""A page in several languages: where it stands, what stands in for it, when its source changed."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from vungcao.kernel.access.roles import Role
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.reference import rows
from vungcao.systems.portal.models import Article, AudioEdition, Language, Section, Translation
from vungcao.systems.portal.offers import demo_audio, demo_tongues, reference
from vungcao.systems.portal.queries import opened
from vungcao.systems.portal.queries import published as reads
from vungcao.systems.portal.queries import tongues as seen
from vungcao.systems.portal.services import boards, tongues
from vungcao.systems.portal.tests import voices
from vungcao.systems.portal.tests.factories import NOON, holder, keeper, published, section

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def begun(page: Article, code: str = "en") -> Any:
    language = voices.languages()[code]
    return tongues.begin(page=page, language=language, now=NOON, by=keeper())


def translated(page: Article, code: str = "en", title: str = "A road") -> Any:
    made = begun(page, code).specific
    parent = made.get_parent().specific
    tongues.say(page=parent, title="News", lead="", body=[], at=NOON, by=keeper())
    front = parent.get_parent().specific
    assert front.live
    body = [("text", "<p>It is open.</p>")]
    return tongues.say(page=made, title=title, lead="Open.", body=body, at=NOON, by=keeper())


def test_the_file_of_languages_and_the_settings_say_the_same() -> None:
    given = rows("portal_languages.csv")
    written = {row["code"]: row["name"] for row in given if row["is_written"] == "true"}

    assert set(written) == set(dict(settings.LANGUAGES))
    assert settings.LANGUAGES[:2] == settings.SHELL_LANGUAGES
    voices.languages()
    voices.languages()
    assert Locale.objects.count() == len(written)
    assert Language.objects.count() == len(given)


def test_a_translation_is_a_draft_at_the_same_place_below_its_language() -> None:
    made = begun(published(section()))

    assert (made.url, made.live) == ("/en/tin-tuc/duong-vao-thon/", False)
    assert made.get_parent().specific.title == "Tin tức"
    assert Translation.objects.count() == 2  # of the section and of the article
    with pytest.raises(RuleBroken, match="đã có bản dịch"):
        begun(Article.objects.get(locale__language_code="vi"))


def test_readers_and_machines_find_the_page_in_their_language(client: Client) -> None:
    page = published(section())
    translated(page)

    vietnamese = client.get(page.url).content.decode()
    english = client.get("/en/tin-tuc/duong-vao-thon/")
    said = english.content.decode()

    link = '<link rel="alternate" hreflang="{}" href="http://testserver{}">'
    for code, address in (("vi", page.url), ("en", f"/en{page.url}"), ("x-default", page.url)):
        assert link.format(code, address) in vietnamese
        assert link.format(code, address) in said
    assert english.headers["Content-Language"] == "en"
    assert '<html lang="en">' in said
    assert 'lang="en"' in said.partition("<article")[2][:200]
    assert 'lang="vi"' in vietnamese.partition("<article")[2][:200]
    assert "A road" in said


def test_what_is_not_translated_stands_in_and_says_so(client: Client) -> None:
    place = section()
    translated(published(place))
    published(place, "bai-hai")

    answer = client.get("/en/tin-tuc/bai-hai/")
    said = answer.content.decode()

    assert answer.status_code == 200
    assert 'class="note info"' in said
    assert 'lang="vi"' in said.partition("<article")[2][:200]
    assert '<link rel="canonical" href="http://testserver/tin-tuc/bai-hai/">' in said
    assert client.get("/en/tin-tuc/khong-co/").status_code == 404
    assert client.get("/tyz/tin-tuc/bai-hai/").status_code == 404  # nobody has opened Tày


def test_a_language_that_the_shell_does_not_speak_is_marked_where_it_stands(client: Client) -> None:
    place = section()
    translated(published(place), "tyz", "Tàng")
    published(place, "bai-hai")

    said = client.get("/tyz/tin-tuc/duong-vao-thon/").content.decode()
    other = client.get("/tyz/tin-tuc/bai-hai/").content.decode()

    assert '<html lang="vi">' in said
    assert 'lang="tyz"' in said.partition("<article")[2][:200]
    assert "Trang này chưa có bản tiếng Tày." in other
    assert 'lang="vi"' in other.partition("<article")[2][:200]


def test_boards_and_what_stands_on_them_lead_to_their_other_languages(client: Client) -> None:
    for kind in ("consultations", "questions", "budget", "calendar"):
        board = boards.settle(section=section(kind, kind), kind=kind, by=keeper())
        alone = client.get(board.url).content.decode()
        instead = client.get(f"/en{board.url}")  # nobody has opened English, or not this page
        made = begun(board)
        for one in (made.get_parent(), made):
            one.specific.save_revision().publish()
        there, here = (client.get(at).content.decode() for at in (made.url, board.url))

        assert "Cũng có bằng" not in alone
        assert f'href="{made.url}"' in here.partition("Cũng có bằng")[2]
        assert f'hreflang="en" href="http://testserver{made.url}"' in here
        assert f'href="{board.url}"' in there.partition("<main")[2].partition("<h1")[0]
        assert instead.status_code == (404 if kind == "consultations" else 200)


def test_lists_feeds_and_the_map_keep_languages_apart(client: Client) -> None:
    page = published(section())
    translated(page)

    assert [one.title for one in reads.below(opened.home())] == [page.title]
    assert "A road" not in client.get("/").content.decode()
    assert "A road" in client.get("/en/tin-tuc/").content.decode()
    assert "A road" not in client.get(reverse("portal:atom")).content.decode()
    assert "A road" in client.get(reverse("portal:atom"), {"tieng": "en"}).content.decode()
    sitemap = client.get(reverse("portal:sitemap")).content.decode()
    assert f'hreflang="en" href="http://testserver/en{page.url}"' in sitemap


def test_choosing_a_language_leads_to_the_same_page_in_it(client: Client) -> None:
    place = section()
    page, alone = published(place), published(place, "bai-hai")
    translated(page)

    def chosen(code: str, at: str) -> str:
        referer = {"Referer": f"http://testserver{at}"}
        return client.post(reverse("language"), {"language": code}, headers=referer)["Location"]

    assert chosen("en", page.url) == f"/en{page.url}"
    assert chosen("vi", f"/en{page.url}") == page.url
    assert chosen("vi", "/en/tin-tuc/bai-hai/") == alone.url
    assert chosen("en", alone.url) == f"http://testserver{alone.url}"
    assert chosen("en", "/") == "/en/"


def test_a_changed_source_makes_its_translation_old_until_somebody_compares() -> None:
    page = published(section())
    translated(page)
    row = Translation.objects.get(source=page.pk)
    assert not seen.translations().get(pk=row.pk).is_old  # type: ignore[attr-defined]

    Article.objects.get(pk=page.pk).save_revision()
    assert seen.translations().get(pk=row.pk).is_old  # type: ignore[attr-defined]

    tongues.compare(translation=row, now=NOON, by=keeper())
    assert not seen.translations().get(pk=row.pk).is_old  # type: ignore[attr-defined]


def test_an_editor_begins_a_translation_and_goes_on_in_the_editor() -> None:
    page, known = published(section()), voices.languages()
    editor, _user = holder(Role.EDITOR)
    new = reverse("portal:translation-new")

    assert page.title in editor.get(f"{new}?trang={page.pk}").content.decode()
    answer = editor.post(new, {"page": page.pk, "language": known["tyz"].pk})
    made = Article.objects.get(locale__language_code="tyz")
    assert answer["Location"] == f"/bien-tap/pages/{made.pk}/edit/"
    opened = editor.get(answer["Location"])
    assert opened.status_code == 200
    assert f"{reverse('portal:edition-new')}?trang={made.pk}" in opened.content.decode()
    again = editor.post(new, {"page": page.pk, "language": known["tyz"].pk})
    assert "đã có bản dịch" in again.content.decode()
    assert "Còn khớp" in editor.get(reverse("portal:translations")).content.decode()


def test_the_page_to_translate_is_found_by_words_of_its_title(
    django_assert_max_num_queries: Any,
) -> None:
    voices.languages()
    place = section()
    page = published(place)
    Article.objects.filter(pk=page.pk).update(title="Đường vào bản đã thông")
    other = published(place, "bai-hai")
    Article.objects.filter(pk=other.pk).update(title="Chợ phiên")
    editor, _user = holder(Role.EDITOR)
    new = reverse("portal:translation-new")

    with django_assert_max_num_queries(40):
        met = editor.get(new, {"tim": "duong ban"}).content.decode()
    missed = editor.get(new, {"tim": "khong co chu nay"}).content.decode()

    assert "Đường vào bản đã thông" in met
    assert "Chợ phiên" not in met
    assert "1 trang có những chữ ấy" in met
    assert "Không có trang nào có những chữ ấy" in missed
    assert "Chợ phiên" in missed


def test_others_are_refused_and_the_list_asks_little(django_assert_max_num_queries: Any) -> None:
    begun(published(section()))
    officer, _user = holder(Role.COMMUNE_OFFICER)
    editor, _editor = holder(Role.EDITOR)
    for name in ("translations", "translation-new"):
        assert officer.get(reverse(f"portal:{name}")).status_code == 403
    editor.get(reverse("portal:translations"))

    with django_assert_max_num_queries(20):
        editor.get(reverse("portal:translations"))
    with django_assert_max_num_queries(20):
        editor.get(reverse("portal:translation-new"))


def test_the_demo_has_pages_in_two_languages_and_recordings_once() -> None:
    reference.load(rows("portal_sections.csv"), keeper())
    voices.languages()
    voices.place()
    for number in range(5):
        published(Section.objects.get(slug="tin-tu-co-so"), f"bai-{number}")

    for _twice in range(2):
        demo_tongues.build(keeper(), voices.TODAY)
        demo_audio.build(keeper(), voices.TODAY)

    english = Article.objects.live().filter(locale__language_code="en")
    assert english.count() == len(demo_tongues.PAGES)
    chinese = Article.objects.live().get(locale__language_code="zh-Hant")
    assert opened.opened(Article.objects).filter(pk=chinese.pk).exists()
    assert sum(row.is_old for row in seen.translations()) == 1  # type: ignore[attr-defined]
    heard = AudioEdition.objects.order_by("pk")
    assert len(heard) == len(demo_audio.SAMPLES)
    assert all(one.seconds is not None and one.seconds <= 20 for one in heard)
    assert {one.speaker.is_synthetic for one in heard.select_related("speaker")} == {True}
