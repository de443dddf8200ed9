"""Applicant and office hear of each other, once, and never what was written."""

from collections.abc import Iterator

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.cases.models import Case
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.notices.models import Notice
from vungcao.kernel.offers.letters import Letter, letters
from vungcao.kernel.offers.outbox import Announcement
from vungcao.systems.onestop.models import Dossier, WrittenForm
from vungcao.systems.onestop.offers.telling import take
from vungcao.systems.onestop.services import messages, telling
from vungcao.systems.onestop.services.doors import standing_in, visitor
from vungcao.systems.onestop.tests.citizens import everywhere, sent
from vungcao.systems.onestop.tests.factories import at, commune, officer, standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
WORDS = "Mời bác mang sổ hộ khẩu"


@pytest.fixture
def worker() -> Iterator[User]:
    with standing(officer("mot-cua", Role.DESK_OFFICER, commune())) as user:
        yield user


def written(made: Dossier, by: User, *, is_from_citizen: bool = False) -> Announcement:
    """A message that was written, as the outbox hands it on; twice, as it may come."""
    row = messages.write(
        dossier=made, words=WORDS, is_from_citizen=is_from_citizen, now=clock.now(), by=by
    )
    said = Announcement("onestop.message", f"onestop.Message:{row.pk}")
    with everywhere():
        assert OutboxMessage.objects.filter(receiver="onestop.telling", subject=said.subject)
        take(said)
        take(said)
    return said


def letter() -> tuple[OutboxMessage, Letter | None]:
    """The one letter on its way, and what it says if it left now."""
    with everywhere():
        row = OutboxMessage.objects.get(topic="letter")
        return row, letters.get(str(row.details["kind"]))(int(row.details["ref"]))


def notices(to: User) -> list[Notice]:
    with standing(to):
        return list(Notice.objects.filter(recipient=to).order_by("pk"))


def test_an_applicant_with_an_account_is_told_once_and_not_what(worker: User) -> None:
    account = User.objects.create_user("mau", kind="citizen")
    made, _secret = sent(account)

    with standing(worker):
        written(made, worker)

    (told,) = notices(account)
    assert told.kind == telling.OWN_MESSAGE
    assert made.case.number in told.title
    assert WORDS not in f"{told.title} {told.text} {told.details}"
    assert not notices(worker)


def test_an_applicant_without_one_gets_a_letter_until_the_message_is_read(worker: User) -> None:
    made, _secret = sent()
    with standing(worker):
        written(made, worker)

    row, said = letter()
    with standing_in(commune().scope, visitor()) as acting:
        messages.read(dossier=made, is_from_citizen=True, now=clock.now(), by=acting)

    assert said is not None
    assert (row.receiver, said.to) == ("sms", "0900000123")
    assert made.case.number in said.text
    assert "/thu-tuc/theo-doi/" in said.text
    assert WORDS not in said.subject + said.text
    assert "0900000123" not in str(row.details)
    assert letter()[1] is None


def test_a_citizen_s_message_reaches_the_step_s_office_or_whoever_has_it_in_hand(
    worker: User,
) -> None:
    other = officer("mot-cua-2", Role.DESK_OFFICER, commune())
    leader = officer("lanh-dao", Role.COMMUNE_LEADER, commune())
    made, _secret = sent()

    with standing_in(commune().scope, visitor()) as acting:
        written(made, acting, is_from_citizen=True)
    with everywhere():
        Case.objects.filter(pk=made.case_id).update(assignee=other)
        made.case.refresh_from_db()
    with standing_in(commune().scope, visitor()) as acting:
        written(made, acting, is_from_citizen=True)

    told = {user.username: len(notices(user)) for user in (worker, other, leader)}
    assert told == {"mot-cua": 1, "mot-cua-2": 2, "lanh-dao": 0}
    assert WORDS not in notices(other)[0].text


def test_a_paper_that_asks_is_told_after_the_quiet_hours_and_one_that_only_records_is_not(
    worker: User,
) -> None:
    made, _secret = sent()
    asks, records = (WrittenForm(pk=nth, dossier=made, form=nth) for nth in ("02", "01"))

    with everywhere():
        told = [telling.tell_paper(paper=one, now=at(24, 23), by=worker) for one in (asks, records)]

    assert told == [1, 0]
    row, _said = letter()
    assert row.details["kind"] == "onestop.writtenform"
    assert row.next_try_at == at(25, 6)
