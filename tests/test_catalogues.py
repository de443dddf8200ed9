"""The English catalogue is whole where it is promised, and leaves no place of a sentence out."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests import catalogues
from tests.architecture import tree

CATALOGUES = sorted((tree.PACKAGE / "locale").glob("*/LC_MESSAGES/django.po"))
HOLE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+>")

# The shells, signing in and one's own account, notices, bodies; what their rules answer. All else
# is shown in Vietnamese.
COVERED = (
    "vungcao/web/templates/base_*.html",
    "vungcao/web/templates/accounts/*.html",
    "vungcao/web/templates/errors/*.html",
    "vungcao/web/templates/help/*.html",
    "vungcao/web/templates/components/*.html",
    "vungcao/web/templates/notices/*.html",
    "vungcao/web/templates/home.html",
    "vungcao/web/templates/offline.html",
    "vungcao/web/templates/search.html",
    "vungcao/web/*.py",
    "vungcao/web/pickers/*.py",
    "vungcao/web/templatetags/ui.py",
    "vungcao/web/views/accounts.py",
    "vungcao/web/views/delegations.py",
    "vungcao/web/views/factors.py",
    "vungcao/web/tables/*.py",
    "vungcao/web/views/newcomers.py",
    "vungcao/web/views/notice_table.py",
    "vungcao/web/views/notices.py",
    "vungcao/web/views/offline.py",
    "vungcao/web/views/own_account.py",
    "vungcao/web/views/search.py",
    "vungcao/kernel/access/roles.py",
    "vungcao/kernel/access/rules.py",
    "vungcao/kernel/access/services.py",
    "vungcao/kernel/accounts/passwords.py",
    "vungcao/kernel/accounts/rules.py",
    "vungcao/kernel/accounts/services/*.py",
    "vungcao/kernel/cases/registrations.py",
    "vungcao/kernel/notices/models.py",
    "vungcao/kernel/notices/offers.py",
    "vungcao/kernel/organisations/models/changes.py",
    "vungcao/kernel/organisations/models/organisations.py",
    "vungcao/kernel/organisations/rules.py",
    "vungcao/kernel/organisations/services/*.py",
    "vungcao/kernel/units/models/units.py",
    "vungcao/systems/administration/offers.py",
    "vungcao/systems/portal/forms/packs.py",
    "vungcao/systems/portal/models/voices.py",
    "vungcao/systems/portal/templates/portal/_sound.html",
    "vungcao/systems/portal/templates/portal/_front*.html",
    "vungcao/systems/portal/templates/portal/_hero.html",
    "vungcao/systems/portal/templates/portal/_tongue.html",
    "vungcao/systems/portal/templates/portal/article.html",
    "vungcao/systems/portal/templates/portal/contacts.html",
    "vungcao/systems/portal/templates/portal/event.html",
    "vungcao/systems/portal/templates/portal/gone.html",
    "vungcao/systems/portal/templates/portal/listen.html",
    "vungcao/systems/portal/templates/portal/pack.html",
    "vungcao/systems/portal/templates/portal/section.html",
    "vungcao/systems/portal/templatetags/portal.py",
    "vungcao/systems/portal/templatetags/portal_audio.py",
    "vungcao/systems/portal/templatetags/portal_identity.py",
    "vungcao/systems/portal/views/listening.py",
    "vungcao/systems/administration/forms/norms.py",
    "vungcao/systems/administration/forms/organisations.py",
    "vungcao/systems/administration/forms/units_fields.py",
    "vungcao/systems/administration/queries/organisations.py",
    "vungcao/systems/administration/queries/todo.py",
    "vungcao/systems/administration/views/organisation_*.py",
    "vungcao/systems/comments/forms/public.py",
    "vungcao/systems/comments/models/*.py",
    "vungcao/systems/comments/offers/[op]*.py",
    "vungcao/systems/comments/templates/comments/_[dfl]*.html",
    "vungcao/systems/comments/templates/comments/article.html",
    "vungcao/systems/comments/templates/comments/confirm*.html",
    "vungcao/systems/comments/templates/comments/follow*.html",
    "vungcao/systems/comments/templates/comments/page*.html",
    "vungcao/systems/comments/templates/comments/sent.html",
    "vungcao/systems/prestige/offers/*.py",
    "vungcao/systems/portal/offers/articles.py",
    "vungcao/systems/portal/offers/desk.py",
    "vungcao/systems/portal/offers/letters.py",
    "vungcao/systems/portal/offers/telling.py",
    "vungcao/systems/portal/offers/screens.py",
    "vungcao/systems/portal/forms/[ad]*s.py",
    "vungcao/systems/portal/models/almanacs.py",
    "vungcao/systems/portal/models/documents.py",
    "vungcao/systems/portal/templates/portal/_document_line.html",
    "vungcao/systems/portal/templates/portal/a[dl]*.html",
    "vungcao/systems/portal/templates/portal/figures.html",
    "vungcao/systems/portal/templates/portal/group.html",
    "vungcao/systems/portal/templates/portal/re*.html",
    "vungcao/systems/portal/templates/portal/topic.html",
    "vungcao/systems/portal/templates/portal/blocks/*.html",
    "vungcao/systems/portal/templatetags/portal.py",
    "vungcao/systems/portal/templatetags/portal_[do]*.py",
    "vungcao/systems/portal/templatetags/portal_shelves.py",
    "vungcao/systems/onestop/queries/procedure_offers.py",
    "vungcao/systems/onestop/views/published_chart.py",
    "vungcao/systems/statistics/queries/public.py",
    "vungcao/systems/statistics/views/public_charts.py",
    "vungcao/systems/portal/forms/search.py",
    "vungcao/systems/portal/offers/[afd]*.py",
    "vungcao/systems/portal/queries/duties.py",
    "vungcao/systems/portal/queries/open_*.py",
    "vungcao/systems/portal/templates/portal/_hits.html",
    "vungcao/systems/portal/templates/portal/_nothing.html",
    "vungcao/systems/portal/templates/portal/_printed.html",
    "vungcao/systems/portal/templates/portal/disclosed.html",
    "vungcao/systems/portal/templates/portal/search.html",
    "vungcao/systems/portal/views/duties.py",
    "vungcao/systems/onestop/offers/*.py",
    "vungcao/systems/onestop/offers/demo/*.py",
    "vungcao/systems/statistics/offers/*.py",
    "vungcao/systems/newsletter/forms/public.py",
    "vungcao/systems/newsletter/models/subscribers.py",
    "vungcao/systems/newsletter/offers/*.py",
    "vungcao/systems/newsletter/rules/*.py",
    "vungcao/systems/newsletter/templates/newsletter/_readings.html",
    "vungcao/systems/newsletter/templates/newsletter/archive.html",
    "vungcao/systems/newsletter/templates/newsletter/asked.html",
    "vungcao/systems/newsletter/templates/newsletter/choose.html",
    "vungcao/systems/newsletter/templates/newsletter/confirm.html",
    "vungcao/systems/newsletter/templates/newsletter/leave.html",
    "vungcao/systems/newsletter/templates/newsletter/over.html",
    "vungcao/systems/newsletter/templates/newsletter/public_issue.html",
    "vungcao/systems/newsletter/templates/newsletter/subscribe.html",
    "vungcao/systems/newsletter/views/public.py",
    "vungcao/systems/newsletter/views/readers.py",
    "vungcao/systems/prestige/queries/reminding.py",
    "vungcao/systems/administration/services.py",
    "vungcao/systems/administration/templates/administration/*organisation*.html",
    "vungcao/systems/administration/views/organisation_facts.py",
    "vungcao/systems/administration/views/organisation_table.py",
    "vungcao/systems/administration/views/organisations.py",
    "vungcao/systems/administration/views/succession.py",
)
# Parts of pages that are not among them: papers of documents.
ELSEWHERE = {"vungcao/web/papers.py"}


def covered() -> list[Path]:
    found = {path for pattern in COVERED for path in tree.PROJECT.glob(pattern)}
    return sorted(path for path in found if tree.name(path) not in ELSEWHERE)


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def texts(said: object) -> list[str]:
    """A sentence has one text, a counted one has several."""
    return [str(said)] if isinstance(said, str) else [str(one) for one in said]  # type: ignore[attr-defined]


def holes(text: str) -> list[str]:
    return sorted(HOLE.findall(text))


def wrong(message: Message) -> bool:
    """Whether a translation is missing, doubtful, or holds other places than its sentence."""
    source, said = texts(message.id), texts(message.string)
    differ = any(holes(text) != holes(source[0]) for text in said)
    return message.fuzzy or not all(said) or differ


ALL = pytest.mark.parametrize("path", CATALOGUES, ids=tree.name)


def test_english_is_among_them() -> None:
    assert [path.parts[-3] for path in CATALOGUES] == ["en"]


@ALL
def test_nothing_is_doubtful_and_every_place_is_filled(path: Path) -> None:
    assert [message.id for message in read(path) if message.id and wrong(message)] == []


@ALL
def test_every_sentence_of_the_promised_pages_is_translated(path: Path) -> None:
    known = {
        (texts(message.id)[0], bool(message.pluralizable)) for message in read(path) if message.id
    }

    missing = {said: tree.name(file) for file in covered() for said in catalogues.of_file(file)}
    assert {said: file for said, file in missing.items() if said not in known} == {}


@ALL
def test_no_sentence_is_left_over_from_earlier(path: Path) -> None:
    used = {said for file in covered() for said, _counted in catalogues.of_file(file)}

    assert [m.id for m in read(path) if m.id and texts(m.id)[0] not in used] == []


def test_the_rules_see_what_is_wrong() -> None:
    assert wrong(Message("Chào %(name)s", "Hello %(nam)s"))
    assert wrong(Message("Chào", "Hello", flags={"fuzzy"}))
    assert wrong(Message("Chào", ""))
    assert wrong(Message(("%(n)s tệp", "%(n)s tệp"), ("%(n)s file", "files")))
    assert not wrong(Message("Chào %(name)s", "Hello %(name)s"))


def test_sentences_are_found_in_templates_and_modules() -> None:
    counted = "{% blocktranslate count n=n %}a{% plural %}b{% endblocktranslate %}"
    template = '{% load i18n %}{% translate "Một" %}' + counted

    assert list(catalogues.of_template(template)) == [("Một", False), ("a", True)]
    assert list(catalogues.of_module(ast.parse('_("Hai"); gettext_lazy("Ba"); f("x")'))) == [
        ("Hai", False),
        ("Ba", False),
    ]
