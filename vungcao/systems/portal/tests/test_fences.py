"""An editor of one section cannot touch the pages of another, by whatever address."""

import pytest
from django.test import Client
from wagtail.models import Page

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.tests.factories import OrganisationFactory
from vungcao.systems.portal.models import Article, Section
from vungcao.systems.portal.services import groups
from vungcao.systems.portal.tests.factories import (
    draft,
    form_of,
    holder,
    keeper,
    published,
    section,
)

pytestmark = pytest.mark.django_db
PAGES = "/bien-tap/pages"


def owned(slug: str, body: Organisation) -> Section:
    place = section(slug, slug)
    Section.objects.filter(pk=place.pk).update(owner_body=body)
    groups.arrange(by=keeper())
    return Section.objects.get(pk=place.pk)


@pytest.fixture
def own_and_foreign() -> tuple[Client, User, Section, Section]:
    """An editor of one body, its section, and that of another body."""
    ours, theirs = OrganisationFactory.create_batch(2)
    own, foreign = owned("xa-mot", ours), owned("xa-hai", theirs)
    client, user = holder(Role.EDITOR, organisation=ours)
    client.get("/bien-tap/")
    return client, user, own, foreign


def test_pages_of_others_are_neither_opened_nor_changed(
    own_and_foreign: tuple[Client, User, Section, Section],
) -> None:
    client, _user, _own, foreign = own_and_foreign
    shown, hidden = published(foreign), draft(foreign, "bai-nhap")

    for page in (shown, hidden, foreign):
        for step in ("edit", "delete", "unpublish", "copy", "move", "view_draft", "history"):
            answer = client.get(f"{PAGES}/{page.pk}/{step}/")
            assert answer.status_code in (302, 403, 404), (step, page)
    client.post(f"{PAGES}/{shown.pk}/edit/", {"title": "Đổi", "slug": "doi", "lead": "x"})
    client.post(f"{PAGES}/{shown.pk}/delete/")
    client.post(f"{PAGES}/{shown.pk}/unpublish/")
    client.post(f"{PAGES}/{hidden.pk}/delete/")

    kept = Article.objects.get(pk=shown.pk)
    assert (kept.title, kept.live) == ("Thôn mẫu 1 sửa đường", True)
    assert Article.objects.filter(pk=hidden.pk).exists()


def test_nothing_is_moved_or_copied_over_the_fence(
    own_and_foreign: tuple[Client, User, Section, Section],
) -> None:
    client, _user, own, foreign = own_and_foreign
    mine, theirs = draft(own, "cua-minh"), published(foreign, "cua-ho")
    before = list(Page.objects.order_by("path").values_list("path", flat=True))
    words = {"new_title": "Bản sao", "new_slug": "ban-sao"}

    client.post(f"{PAGES}/{mine.pk}/move/{foreign.pk}/confirm/")
    client.post(f"{PAGES}/{theirs.pk}/move/{own.pk}/confirm/")
    client.post(f"{PAGES}/{mine.pk}/copy/", {**words, "new_parent_page": foreign.pk})
    client.post(f"{PAGES}/{theirs.pk}/copy/", {**words, "new_parent_page": own.pk})

    assert list(Page.objects.order_by("path").values_list("path", flat=True)) == before


def test_a_heap_of_pages_of_others_stays_as_it_is(
    own_and_foreign: tuple[Client, User, Section, Section],
) -> None:
    client, _user, own, foreign = own_and_foreign
    theirs = published(foreign)
    place = "/bien-tap/bulk/wagtailcore/page"

    client.post(f"{place}/delete/?id={theirs.pk}")
    client.post(f"{place}/unpublish/?id={theirs.pk}")
    client.post(f"{place}/move/?id={theirs.pk}", {"chooser": own.pk})

    kept = Article.objects.get(pk=theirs.pk)
    assert (kept.live, kept.get_parent().pk) == (True, foreign.pk)


def test_a_check_of_another_section_is_nobody_elses(
    own_and_foreign: tuple[Client, User, Section, Section],
) -> None:
    client, user, _own, foreign = own_and_foreign
    author = holder(Role.EDITOR, organisation=foreign.owner_body)[1]
    page = draft(foreign)
    page.save_revision(user=author)
    task = page.get_workflow().start(page, author).current_task_state

    assert client.get(f"{PAGES}/{page.pk}/edit/").status_code == 302
    client.post(f"{PAGES}/workflow/action/{page.pk}/approve/{task.pk}/", {"comment": ""})

    task.refresh_from_db()
    assert task.status == task.STATUS_IN_PROGRESS
    assert not page.permissions_for_user(User.objects.get(pk=user.pk)).can_edit()


def test_one_publishes_nothing_by_oneself(
    own_and_foreign: tuple[Client, User, Section, Section],
) -> None:
    client, user, own, _foreign = own_and_foreign
    page = draft(own)

    client.post(f"{PAGES}/{page.pk}/edit/", form_of(page, **{"action-publish": "1"}))

    assert not Article.objects.get(pk=page.pk).live
    assert not page.permissions_for_user(User.objects.get(pk=user.pk)).can_publish()
