"""Printing the forms of a selection (Mẫu 01–03), of a list (04) and of an ending (06)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import editable
from vungcao.kernel.documents import queries as documents
from vungcao.kernel.documents.models import Document
from vungcao.kernel.documents.services import drafting, issuing
from vungcao.kernel.documents.services.drafting import Text
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.people.models import Person, Purpose
from vungcao.kernel.people.services import PersonRecord, read
from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.queries import on_day
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.models import DataKey
from vungcao.systems.prestige.models import (
    FormPaper,
    ProposalList,
    ProposalState,
    Recognition,
    RoundState,
    SelectionRound,
)
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries import selections as reads
from vungcao.systems.prestige.queries.reached import MOVED, reached
from vungcao.systems.prestige.rules.selecting import STEPS
from vungcao.systems.prestige.services import profiles, wording
from vungcao.systems.prestige.services.wording import Place, Wording

FORM01, FORM02, FORM03 = "prestige.form01", "prestige.form02", "prestige.form03"
FORM04, FORM06 = "prestige.form04", "prestige.form06"
FROM = {FORM01: RoundState.MET, FORM02: RoundState.JOINT, FORM03: RoundState.CHECKED}
TOO_EARLY = {
    FORM01: "Chưa đóng cuộc họp thôn, chưa in được biên bản.",
    FORM02: "Chưa ghi cuộc họp liên tịch, chưa in được biên bản.",
    FORM03: "Xã chưa kiểm tra, chưa in được biên bản kiểm tra.",
}


@dataclass(frozen=True)
class ToEnd:
    """A proposal to take somebody off the list, and perhaps by whom they are followed."""

    reason: str
    proposed_on: date
    successor: Person | None = None
    words: str = ""


@transaction.atomic
def print_round(*, selection: SelectionRound, form: str, today: date, by: User) -> FormPaper:
    """Print Mẫu 01, 02 or 03 of a round; what was printed before and still holds is given again."""
    if selection.state not in STEPS or STEPS.index(selection.state) < STEPS.index(FROM[form]):
        raise RuleBroken(TOO_EARLY[form])
    held = reads.paper(form, selection=selection)
    if held is not None:
        return held
    place = _place(selection.scope, today)
    nominees = reads.nominees(selection)
    persons = _opened(profiles.persons_of(nominees), by)
    shaped = {
        FORM01: wording.of_meeting,
        FORM02: wording.of_joint_meeting,
        FORM03: wording.of_check,
    }
    said = shaped[form](selection, place, list(zip(nominees, persons, strict=True)))
    assert selection.key is not None
    document = _issued(form, said, place, selection.unit, selection.key, today, by)
    return _kept(document, form, selection.unit, by, selection=selection)


@transaction.atomic
def print_list(*, proposal: ProposalList, today: date, by: User) -> FormPaper:
    """Print Mẫu 04, the list as it stands."""
    held = reads.paper(FORM04, proposal=proposal)
    if held is not None:
        return held
    if proposal.state == ProposalState.DECIDED:
        raise RuleBroken("Danh sách đã có quyết định, không in lại được.")
    place = _place(proposal.scope, today)
    rounds = list(proposal.rounds.select_related("unit", "replaced").order_by("unit", "pk"))
    chosen = reads.chosen(rounds)
    if not chosen:
        raise RuleBroken("Danh sách không còn ai được đề nghị.")
    replaced = reached([one.replaced for one in rounds if one.replaced])
    persons = profiles.persons_of([nominee for _one, nominee in chosen])
    opened = {p.id: p for p in _opened([*persons, *replaced.values()], by)}
    names = {unit.id: unit.name for unit in on_day({one.unit_id for one in rounds}, today)}
    lines = [
        wording.Listed(
            opened[nominee.person_id],
            names.get(one.unit_id, ""),
            nominee.votes,
            _before(one, opened),
        )
        for one, nominee in chosen
    ]
    said = wording.of_list(proposal, place, lines)
    key = vault.make_key(by=by)  # it speaks of several villages
    document = _issued(FORM04, said, place, proposal.unit, key, today, by)
    return _kept(document, FORM04, proposal.unit, by, proposal=proposal)


@transaction.atomic
def print_ending(*, recognition: Recognition, ending: ToEnd, today: date, by: User) -> FormPaper:
    """Print Mẫu 06 about one person, sealed with that person's key."""
    reasons = norms.reasons(ending.proposed_on)
    if ending.reason not in reasons:
        raise RuleBroken("Chọn lý do trong danh mục.")
    if ending.proposed_on > today:
        raise RuleBroken("Ngày đề nghị không được sau hôm nay.")
    place = _place(recognition.scope, today)
    people = [
        *profiles.persons_of([recognition]),
        *([ending.successor] if ending.successor else []),
    ]
    person, *rest = _opened(people, by)
    said = wording.of_ending(
        place, person, reasons[ending.reason], ending.proposed_on, ending.words, rest
    )
    key = people[0].key
    document = _issued(FORM06, said, place, recognition.unit, key, today, by)
    return _kept(document, FORM06, recognition.unit, by, recognition=recognition)


@transaction.atomic
def open_paper(*, paper: FormPaper, today: date, by: User, is_editable: bool) -> bytes:
    """The kept PDF, or a Word copy with the same values; each download is written to the audit."""
    document = paper.document
    audit.record(
        by=by,
        action="prestige.form_downloaded",
        subject=paper,
        form=paper.form,
        is_editable=is_editable,
    )
    if is_editable:
        return editable.docx(document, today)
    return documents.content(documents.versions(document)[0])


def _issued(
    form: str, said: Wording, place: Place, where: Unit, key: DataKey, today: date, by: User
) -> Document:
    """Drafted and issued in one step: nothing of it can be changed between."""
    issuer = _office(place, today)
    name = place.name if form in (FORM01, FORM02) else place.office
    text = Text(subject=said.subject, values=said.values, signer_post="", signer_name="", key=key)
    made = drafting.draft(
        issuer=issuer, issuer_name=name, template=form, text=text, by=by, place=where
    )
    return issuing.issue_by_hand(document=made, issued_on=said.day, today=today, by=by)


def _kept(document: Document, form: str, where: Unit, by: User, **about: object) -> FormPaper:
    made = FormPaper.objects.create(
        document=document, form=form, unit=where, scope=document.scope, **about
    )
    audit.record(by=by, action="prestige.form_printed", subject=made, form=form)
    return made


def _place(scope: str, day: date) -> Place:
    """The village and its commune, or the commune itself."""
    here = int(scope.strip("/").rpartition("/")[2])
    is_village = Unit.objects.get(pk=here).kind == "village"
    commune = reads.parent_of(scope) if is_village else here
    names = {unit.id: unit.name for unit in on_day({here, commune}, day)}
    return Place(commune, names.get(here, ""), names.get(commune, ""))


def _office(place: Place, day: date) -> Organisation:
    kind = OrganisationKind.PEOPLES_COMMITTEE
    found = Organisation.objects.in_force(day).filter(kind=kind, unit=place.commune_id)
    office = found.order_by("pk").first()
    if office is None:
        raise RuleBroken(f"Chưa có {place.office} trong danh mục cơ quan, chưa in được mẫu này.")
    return office


def _before(selection: SelectionRound, opened: Mapping[int, PersonRecord]) -> str:
    """In whose place somebody is proposed."""
    if selection.replaced is None:
        return ""
    person = opened.get(selection.replaced.person_id)
    return person.full_name if person else MOVED


def _opened(persons: Sequence[Person], by: User) -> list[PersonRecord]:
    return read(persons=persons, purpose=Purpose.REGISTER, by=by)
