"""What a desk received by mistake ends by a named action, and is told apart in the figures."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop.models import Dossier, Fee, Opinion
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.queries import work_statistics as statistics
from vungcao.systems.onestop.queries.work_statistics import Stretch
from vungcao.systems.onestop.rules.counting import Counts
from vungcao.systems.onestop.rules.mistakes import CODE, MISTAKE, status_words, ways_out
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.systems.onestop.services import charging
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.tests.desk import FEE, with_charges
from vungcao.systems.onestop.tests.factories import (
    NOW,
    at,
    at_work,
    commune,
    officer,
    received,
    standing,
    submitted,
    version,
)
from vungcao.systems.onestop.tests.waiting import asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


@pytest.fixture
def worker() -> Iterator[User]:
    with standing(officer("can-bo", Role.COMMUNE_OFFICER, commune())) as user:
        yield user


def ended(row: Dossier, by: User, words: str = "Nhập trùng hồ sơ giấy") -> Dossier:
    return move(dossier=row, action=CODE, words=words, now=at(26), by=by)


def test_it_ends_with_its_reason_and_is_neither_refused_nor_done(worker: User) -> None:
    row = at_work(worker)
    asked(worker, row)

    gone = ended(row, worker)

    assert (gone.status, gone.outcome, gone.finished_at) == (Status.STOPPED, MISTAKE, at(26))
    assert status_words(gone.status, gone.outcome) == "dừng xử lý (tiếp nhận nhầm)"
    assert (gone.case.state, gone.case.outcome) == ("closed", MISTAKE)
    assert not Opinion.objects.filter(case__closed_at=None).exists()
    assert sorted(gone.forms.values_list("form", flat=True)) == ["01", "05"]
    stretch = Stretch.of(date(2026, 11, 1), date(2026, 11, 30))
    rows = statistics.of_period(worker, worker.reach, stretch)
    (counts,) = statistics.counted(rows, stretch, "channel").values()
    assert counts == Counts(new=1, mistaken=1)
    assert all(is_so for _said, is_so in counts.identities())
    assert "tiếp nhận nhầm 1" in counts.identities()[1][0]


def test_the_page_of_the_dossier_offers_it_and_says_so_afterwards(
    worker: User, client: Client
) -> None:
    row = at_work(worker)
    client.force_login(worker)
    said = {"action": CODE, "words": "Nhận trùng", "seen": row.case.version}

    before = client.get(reverse("onestop:dossier", args=[row.pk])).content.decode()
    answer = client.post(reverse("onestop:act", args=[row.pk]), said, follow=True)

    assert before.index("<h2>Rút hồ sơ") < before.index("<h2>Kết thúc vì tiếp nhận nhầm</h2>")
    page = answer.content.decode()
    assert "Đã làm: Kết thúc vì tiếp nhận nhầm." in page
    assert "dừng xử lý (tiếp nhận nhầm)" in page
    assert f'value="{CODE}"' not in page


def test_it_needs_a_reason_and_a_receipt(worker: User) -> None:
    with pytest.raises(RuleBroken, match="lý do"):
        ended(received(worker), worker, words=" ")
    with pytest.raises(RuleBroken, match="không còn ở bước"):
        ended(submitted(worker).dossier, worker)


def test_what_was_paid_is_given_back_first_and_what_was_not_is_asked_no_more(
    worker: User,
) -> None:
    row = received(worker, version=with_charges(FEE))
    paid = charging.collect(fee=row.fees.get(), receipt="BL-0001", now=NOW, by=worker)
    with pytest.raises(RuleBroken, match="trả lại tiền"):
        ended(row, worker)
    charging.void(fee=paid, reason="Trả lại tiền", is_asked_again=True, now=NOW, by=worker)

    ended(row, worker)

    assert not Fee.objects.filter(dossier=row, voided_at=None).exists()


def test_every_step_from_receipt_to_decision_has_this_way_and_no_other() -> None:
    process = versions.process(version())

    found = [
        one.code
        for one in process.steps
        if CODE in {way.code for way in ways_out(process, one.code)}
    ]

    assert found == ["tiep_nhan", "tham_dinh", "cho_bo_sung", "ky"]
