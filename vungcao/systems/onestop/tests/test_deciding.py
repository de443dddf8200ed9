"""A decision: prepared from the list, signed with everything it changes, or not signed at all."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases import services as cases
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import queries as documents
from vungcao.kernel.documents import typesetting
from vungcao.kernel.documents.models import Document, DocumentNumber, DocumentState
from vungcao.kernel.offers import effects
from vungcao.kernel.offers.effects import Effect
from vungcao.systems.onestop.models import Decision, Dossier, Outcome, Subject
from vungcao.systems.onestop.rules import deciding as rules
from vungcao.systems.onestop.rules.definition import Definition, EffectMap, Field, Group
from vungcao.systems.onestop.rules.mapping import as_named, effect_faults
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.systems.onestop.services import correcting, deciding
from vungcao.systems.onestop.services.correcting import Correction
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.tests.decisions import (
    WORDING,
    Arranged,
    Office,
    judged,
    named,
    prepared,
    sign,
    with_drafts,
)
from vungcao.systems.onestop.tests.factories import (
    TODAY,
    Arrange,
    at,
    officer,
    province_above,
    standing,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "keys")]
PRINTED = "systems/onestop/printed/decision.typ"


class Register:
    """A register that remembers what it was told; a village that it refuses, it refuses."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int]] = []
        self.refused: set[int] = set()

    def recognise(
        self, *, person: int, village: int, valid_from: date, decision: int, by: User
    ) -> None:
        if person in self.refused:
            raise RuleBroken("Thôn này đã có người có uy tín.")
        assert Document.objects.get(pk=decision).state == DocumentState.ISSUED
        self.told.append(("recognise", person))

    def withdraw(self, *, person: int, reason: str, ends_on: date, decision: int, by: User) -> None:
        self.told.append(("withdraw", person))


@pytest.fixture
def book(monkeypatch: pytest.MonkeyPatch) -> Register:
    """In the place of the real one, which tests/test_onestop_moves_the_register.py asks."""
    made = Register()
    days = {"person": int, "village": int, "valid_from": date}
    ends = {"person": int, "reason": str, "ends_on": date}
    offers = effects.effects._offers
    monkeypatch.setitem(offers, "prestige.recognise", Effect(days, made.recognise))
    monkeypatch.setitem(offers, "prestige.withdraw", Effect(ends, made.withdraw))
    return made


@pytest.fixture(scope="module")
def arranged(once: Arrange) -> Arranged:
    return once(with_drafts)


@pytest.fixture
def here(arranged: Arranged) -> Iterator[Office]:
    with standing(arranged.here.worker):
        yield arranged.here


@pytest.fixture
def three(here: Office, arranged: Arranged) -> Decision:
    """A draft of three persons, the last of them refused."""
    return Decision.objects.get(pk=arranged.three)


@pytest.fixture
def two(here: Office, arranged: Arranged) -> Decision:
    return Decision.objects.get(pk=arranged.two)


def persons(dossier: Dossier, outcome: str) -> list[int | None]:
    rows = Subject.objects.filter(dossier=dossier, outcome=outcome).order_by("position")
    return [row.person_id for row in rows]


def test_a_draft_names_who_is_granted_and_who_is_not_with_the_reason(
    here: Office, three: Decision
) -> None:
    said = documents.words([three.document])[0].values
    assert [row[:2] for row in said["granted"]] == [
        ["1", named(1)],
        ["2", named(2)],
    ]
    assert said["refused"] == [["3", named(3), "Chưa đủ hai phần ba số hộ đồng ý"]]
    assert (three.document.state, three.signed_at) == (DocumentState.DRAFT, None)
    assert Dossier.objects.get(pk=three.dossier_id).step == "ky"


def test_nothing_is_prepared_while_somebody_is_not_decided(here: Office) -> None:
    row = judged(here, 2)
    Subject.objects.filter(dossier=row, position=2).update(outcome=Outcome.PENDING)

    with pytest.raises(RuleBroken, match="kết quả cho từng người"):
        deciding.prepare(dossier=row, action="trinh", wording=WORDING, now=at(24), by=here.worker)


def test_after_a_rework_the_same_draft_is_written_anew(here: Office, two: Decision) -> None:
    row = move(
        dossier=two.dossier, action="tra_lai", words="Sai thôn", now=at(24, 14), by=here.leader
    )
    Subject.objects.filter(dossier=row, position=2).update(outcome=Outcome.REFUSED)

    again = deciding.prepare(
        dossier=row, action="trinh", wording=WORDING, now=at(24, 15), by=here.worker
    )

    assert (again.pk, again.document_id) == (two.pk, two.document_id)
    assert (
        len(documents.words([Document.objects.get(pk=two.document_id)])[0].values["refused"]) == 1
    )


def test_signing_numbers_signs_and_changes_the_register_for_each_who_is_granted(
    here: Office, three: Decision, book: Register
) -> None:
    made = sign(three, here)

    row = Dossier.objects.get(pk=made.dossier_id)
    assert book.told == [("recognise", pk) for pk in persons(row, Outcome.GRANTED)]
    assert (made.effects, made.signed_by) == (2, here.leader)
    assert (made.document.number, made.document.state) == ("01/QĐ-MAU", DocumentState.ISSUED)
    assert (row.step, row.status, row.outcome) == ("da_ky", Status.DECIDED, "partly")
    assert row.finished_at == at(25)
    assert [one.stage for one in documents.versions(made.document)] == ["signed", "unsigned"]


def test_what_a_register_refuses_undoes_the_signature_and_names_each_line(
    here: Office, book: Register
) -> None:
    made = prepared(here, 3)
    granted = persons(made.dossier, Outcome.GRANTED)
    book.refused = {pk for pk in granted[1:] if pk}

    with pytest.raises(RuleBroken) as refused, transaction.atomic():
        deciding.sign(decision=made, action="ky", now=at(25), by=here.leader)

    assert str(refused.value).splitlines() == [
        "Dòng 2: Thôn này đã có người có uy tín.",
        "Dòng 3: Thôn này đã có người có uy tín.",
    ]
    now = Decision.objects.get(pk=made.pk)
    assert (now.signed_at, now.document.state) == (None, DocumentState.DRAFT)
    assert (now.dossier.step, now.dossier.finished_at) == ("ky", None)
    assert not DocumentNumber.objects.exists()


def test_only_a_leader_of_the_responsible_office_signs(
    here: Office, two: Decision, book: Register
) -> None:
    with pytest.raises(RuleBroken, match="vai trò khác"):
        deciding.sign(decision=two, action="ky", now=at(25), by=here.worker)


def test_the_chain_keeps_what_was_signed_and_how_many_it_named(
    here: Office, three: Decision, book: Register
) -> None:
    made = sign(three, here)

    case = Dossier.objects.get(pk=made.dossier_id).case
    moved = [one for one in cases.read(case=case, by=here.worker) if one.action == "onestop.moved"]
    latest = documents.versions(made.document)[0]
    assert moved[-1].details["sha256"] == latest.sha256
    assert (moved[-1].details["granted"], moved[-1].details["refused"]) == (2, 1)


def correction(*subjects: int, **changed: str) -> Correction:
    given = {
        "reason": "moved",
        "words": "Ghi nhầm người",
        "signer_post": "Chủ tịch",
        "signer_name": "Nguyễn Văn Mẫu",
    }
    return Correction(subjects=subjects, **{**given, **changed})


def test_a_correcting_decision_takes_one_person_out_and_leaves_the_first_as_it_was(
    here: Office, two: Decision, book: Register
) -> None:
    first = sign(two, here)
    before = documents.content(documents.versions(first.document)[0])
    wrong = Subject.objects.get(dossier=first.dossier, position=1)

    made = correcting.correct(
        decision=first, correction=correction(wrong.pk), now=at(26), by=here.leader
    )

    assert book.told[-1] == ("withdraw", wrong.person_id)
    assert documents.content(documents.versions(first.document)[0]) == before
    assert (made.corrects, made.effects) == (first, 1)
    (relation,) = made.document.acts_on.all()
    assert (relation.kind, relation.target) == ("amends", first.document)
    wrong.refresh_from_db()
    assert wrong.outcome == Outcome.REFUSED
    events = cases.read(case=first.dossier.case, by=here.worker)
    assert events[-1].action == correcting.CORRECTED


@pytest.mark.parametrize(
    ("changed", "said"), [({"words": " "}, "Ghi lý do"), ({"subjects": ()}, "ít nhất một người")]
)
def test_a_correction_says_whom_and_why(
    changed: dict[str, object], said: str, here: Office, two: Decision, book: Register
) -> None:
    first = sign(two, here)
    subjects = changed.pop("subjects", (Subject.objects.get(dossier=first.dossier, position=1).pk,))

    with pytest.raises(RuleBroken, match=said):
        correcting.correct(
            decision=first,
            correction=correction(*subjects, **changed),  # type: ignore[misc,arg-type]
            now=at(26),
            by=here.leader,
        )


def test_a_decision_is_corrected_once_and_not_before_it_is_signed(
    here: Office, two: Decision, book: Register
) -> None:
    one, other = Subject.objects.filter(dossier=two.dossier).order_by("position")
    with pytest.raises(RuleBroken, match="chưa ký"):
        correcting.correct(decision=two, correction=correction(one.pk), now=at(25), by=here.leader)
    first = sign(two, here)
    above = officer("so", Role.DEPARTMENT_LEADER, province_above())
    with pytest.raises(RuleBroken, match="cơ quan đã ban hành"):
        correcting.correct(decision=first, correction=correction(one.pk), now=at(26), by=above)
    correcting.correct(decision=first, correction=correction(one.pk), now=at(26), by=here.leader)

    with pytest.raises(RuleBroken, match="đã được sửa"):
        correcting.correct(
            decision=first, correction=correction(other.pk), now=at(27), by=here.leader
        )


def process(*mapped: EffectMap) -> Definition:
    asked = (Field("ly_do", "Lý do"), Field("ngay", "Ngày", kind="date"))
    return Definition(
        groups=(Group("nguoi", "Người", asked, most=9, is_list=True),), effects=mapped
    )


def test_of_several_effects_the_first_whose_condition_holds_for_the_line_runs() -> None:
    moved = EffectMap("leave", when={"field": "ly_do", "is": ["moved"]})
    given = process(moved, EffectMap("stay"))

    assert rules.chosen(given, {"ly_do": "moved"}) == moved
    assert rules.chosen(given, {"ly_do": "death"}) == EffectMap("stay")


def test_what_runs_once_never_runs_against_a_condition_that_publishing_would_refuse() -> None:
    once = EffectMap("all", per_subject=False, when={"field": "ly_do", "is": ["moved"]})
    given = process(once, EffectMap("each"))

    assert any(
        "không có điều kiện" in said for said in effect_faults(given, lambda _name: {}, as_named)
    )
    assert rules.whole(given, {"ly_do": "moved"}) == [once]
    assert rules.whole(given, {"ly_do": "death"}) == []


def test_values_come_from_the_line_the_answers_and_the_decision() -> None:
    effect = EffectMap("e", {"on": "subject.ngay", "why": "subject.ly_do", "at": "answers.a"})
    known: dict[str, dict[str, object]] = {
        "subject": {"ngay": "2026-11-25", "ly_do": "moved"},
        "answers": {"a": 3},
    }

    said = rules.filled(process(effect), effect, known)

    assert said == {"on": date(2026, 11, 25), "why": "moved", "at": 3}
    with pytest.raises(LookupError, match=r"answers\.a"):
        rules.filled(process(effect), effect, {**known, "answers": {}})


def test_the_signature_never_stands_alone_on_a_page() -> None:
    names = ("issuer", "superior", "number", "subject", "title", "code", "code_shown", "address")
    said = dict.fromkeys((*names, "place", "authority_head", "signer", "qr"), "Mẫu")
    written = {
        "kind_title": "Quyết định",
        "qr": typesetting.qr("http://localhost/"),
        "is_sample": True,
        "made": [2026, 11, 26],
        **dict.fromkeys(("day", "month", "year"), ""),
        "bases": ["Căn cứ mẫu"] * 8,
        "body": ["Điều 1. Mẫu"] * 3,
        "authority": ["Chủ tịch"],
        "recipients": [],
        "heads": rules.HEADS,
        "granted": [[str(nth), "Nông Văn Mẫu", "1950", "Thôn Mẫu"] for nth in range(12)],
        "refused": [],
    }

    spot = typesetting.compiled(PRINTED, {**said, **written}, TODAY).spot

    assert spot is not None
    assert (spot.page, spot.y > 150) == (2, True)  # two rows and their head stand above it


def test_the_first_text_counts_only_what_there_is() -> None:
    assert rules.articles(11, 1).splitlines()[0].startswith("Điều 1. Đồng ý đối với 11 người")
    assert rules.articles(0, 2).splitlines()[0].startswith("Điều 1. Không đồng ý đối với 2 người")
