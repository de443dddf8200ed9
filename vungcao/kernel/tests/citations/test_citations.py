"""A legal basis stands once, is never weakened, and is confirmed by who has read it."""

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations import services
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.citations.rules import RuleBroken

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> User:
    return User.objects.create(username="quan-tri")


def test_nobody_has_read_it_until_somebody_says_so(account: User) -> None:
    citation = services.cite(number="1/NĐ-MAU", article="Điều 2", by=account)

    assert citation.state == State.UNVERIFIED
    assert not citation.is_seen
    assert str(citation) == "Điều 2, 1/NĐ-MAU"


def test_the_same_article_stands_once_and_keeps_its_state(account: User) -> None:
    first = services.cite(number="1/NĐ-MAU", state=State.SEEN, by=account)
    again = services.cite(number="1/NĐ-MAU", state=State.MEMORY, by=account)

    assert again == first
    assert Citation.objects.get().is_seen
    assert Entry.objects.filter(action="citations.entered").count() == 1


def test_is_confirmed_with_the_place_where_it_was_read(account: User) -> None:
    citation = services.cite(number="1/NĐ-MAU", by=account)

    services.confirm(citation=citation, source="Công báo mẫu, trang 3", by=account)

    citation.refresh_from_db()
    assert (citation.state, citation.source) == (State.SEEN, "Công báo mẫu, trang 3")
    assert Entry.objects.filter(action="citations.confirmed").count() == 1


def test_is_not_confirmed_without_a_place(account: User) -> None:
    citation = services.cite(number="1/NĐ-MAU", by=account)

    with pytest.raises(RuleBroken, match="Ghi nơi đã đọc"):
        services.confirm(citation=citation, source="  ", by=account)

    citation.refresh_from_db()
    assert citation.state == State.UNVERIFIED
