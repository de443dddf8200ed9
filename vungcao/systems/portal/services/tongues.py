"""Languages of the portal and translations of its pages: opened, begun, compared again.

English on organisation, functions and contacts is asked for by Điều 7, 42/2022/NĐ-CP.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.reference import Row
from vungcao.systems.portal.models import Article, Home, Language, Section, Translation
from vungcao.systems.portal.models.languages import VIETNAMESE
from vungcao.systems.portal.services import copies, groups

NO_FRONT = "Cổng thông tin chưa có trang chủ."
NOT_WRITTEN = "Thứ tiếng này chỉ có bản đọc, không có trang chữ."
SAME = "Trang đã viết bằng thứ tiếng ấy."
THERE = "Trang đã có bản dịch bằng thứ tiếng ấy: mở bản dịch trong danh sách dưới đây."


@transaction.atomic
def load_languages(*, rows: list[Row], by: User) -> None:
    """Let the languages be those of the file; those that are written get a place for pages."""
    for row in rows:
        values = {
            "name": row["name"],
            "own_name": row["own_name"],
            "order": int(row["order"]),
            "is_written": row["is_written"] == "true",
            "is_spoken": row["is_spoken"] == "true",
            "source": row["source"],
            "state": row["state"],
        }
        Language.objects.update_or_create(code=row["code"], defaults=values)
        if values["is_written"]:
            Locale.objects.get_or_create(language_code=row["code"])
    audit.record(by=by, action="portal.languages_loaded", subject="portal.Language")


@transaction.atomic
def open_front(*, language: Language, by: User) -> Section:
    """The front of a language, `/en/`: below ours, a translation of it; made once."""
    home = Home.objects.order_by("pk").first()
    if home is None:
        raise RuleBroken(NO_FRONT)
    if not language.is_written or language.code == VIETNAMESE:
        raise RuleBroken(NOT_WRITTEN if not language.is_written else SAME)
    locale = Locale.objects.get(language_code=language.code)
    found = Section.objects.filter(translation_key=home.translation_key, locale=locale)
    if (there := found.order_by("pk").first()) is not None:
        return there
    front: Section = home.add_child(
        instance=Section(
            title=language.shown,
            slug=language.code.lower(),
            locale=locale,
            translation_key=home.translation_key,
            owner=by,
        )
    )
    groups.arrange(by=by)
    audit.record(by=by, action="portal.language_opened", subject=front, language=language.code)
    return front


@transaction.atomic
def begin(*, page: Page, language: Language, now: datetime, by: User) -> Page:
    """A draft in another language with the words of its source, at the same place of its tree.

    Sections above that have no translation yet are begun as drafts as well. Raises `RuleBroken`
    when there is one already.
    """
    source = page.specific
    front = open_front(language=language, by=by)
    if source.locale_id == front.locale_id:
        raise RuleBroken(SAME)
    theirs = Page.objects.filter(translation_key=source.translation_key, locale=front.locale)
    if theirs.exists():
        raise RuleBroken(THERE)
    made: Page = source.copy(
        to=_above(source, front, language, now, by),
        update_attrs={"locale": front.locale, "slug": source.slug},
        copy_revisions=False,
        keep_live=False,
        reset_translation_key=False,
        user=by,
        log_action="wagtail.copy_for_translation",
    )
    Translation.objects.create(
        page_id=made.pk, source_id=source.pk, seen=source.latest_revision_id, seen_at=now
    )
    audit.record(by=by, action="portal.translation_begun", subject=made, source=source.pk)
    return made


@transaction.atomic
def say(
    *, page: Page, title: str, lead: str, body: list[tuple[str, Any]], at: datetime, by: User
) -> Page:
    """The words of a translation that was made elsewhere, published at once."""
    page.title, page.draft_title, page.lead = title, title, lead
    if body:
        page.body, page.source = body, ""
    page.first_published_at = at
    page.save_revision(user=by, log_action=False).publish(user=by, skip_permission_checks=True)
    published: Page = Page.objects.get(pk=page.pk).specific
    if isinstance(published, Article):
        copies.keep(article=published, now=at, by=by)
    audit.record(by=by, action="portal.published", subject=published)
    return published


@transaction.atomic
def compare(*, translation: Translation, now: datetime, by: User) -> Translation:
    """Somebody has held the translation against its source as that is now."""
    row = (
        Translation.objects.select_for_update(of=("self",))
        .select_related("source")
        .get(pk=translation.pk)
    )
    row.seen, row.seen_at = row.source.latest_revision_id, now
    row.save(update_fields=["seen", "seen_at"])
    audit.record(by=by, action="portal.translation_compared", subject=row)
    return row


def _above(source: Page, front: Section, language: Language, now: datetime, by: User) -> Page:
    """Where the translation belongs: below the translation of what its source is below."""
    parent = source.get_parent()
    found = Page.objects.filter(translation_key=parent.translation_key, locale=front.locale)
    there = found.order_by("pk").first()
    return (
        there.specific
        if there is not None
        else begin(page=parent, language=language, now=now, by=by).specific
    )
