"""What the pages of citizens read: drafts with their files, the desk of a place, own dossiers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import queries as files
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.organisations.queries import responsible
from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.queries import on_day
from vungcao.systems.onestop.models import OnlineDraft, ProcedureVersion
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules import conditions
from vungcao.systems.onestop.rules.definition import Document


def draft(pk: int, procedure: str = "") -> OnlineDraft | None:
    """A draft of a procedure, or of any; what the database shows is already the asker's own."""
    rows = OnlineDraft.objects.filter(pk=pk)
    if procedure:
        rows = rows.filter(version__procedure__code=procedure)
    return rows.select_related("version__procedure", "unit", "key", "dossier__case").first()


def asked_papers(version: ProcedureVersion, answers: Mapping[str, Any]) -> list[Document]:
    """The papers that count for these answers, wanted or not."""
    process = versions.process(version)
    return [one for one in process.documents if conditions.holds(one.when, answers, {})]


def lacking(held: OnlineDraft, answers: Mapping[str, Any]) -> list[Document]:
    """Papers that have to be there and are not."""
    asked = asked_papers(held.version, answers)
    return [one for one in asked if one.is_required and one.code not in held.files]


def file_names(held: OnlineDraft) -> dict[str, str]:
    """The names of a draft's files, by paper."""
    found = StoredFile.objects.present().filter(code__in=held.files.values())
    names = {file.code: files.name(file) for file in found.select_related("blob__key", "person")}
    return {paper: names[code] for paper, code in held.files.items() if code in names}


def file_list(held: OnlineDraft) -> list[tuple[str, str]]:
    """The same with what each paper is called."""
    names = file_names(held)
    process = versions.process(held.version)
    return [(one.label, names[one.code]) for one in process.documents if one.code in names]


def desk(place: Unit, day: date) -> Organisation:
    """Where an online dossier comes in. Raises `RuleBroken` where nobody takes any."""
    for kind in (OrganisationKind.SERVICE_CENTRE, OrganisationKind.PEOPLES_COMMITTEE):
        if found := responsible(place, kind, day):
            return found
    raise RuleBroken("Xã, phường này chưa có nơi tiếp nhận trên hệ thống: nộp tại Uỷ ban.")


def place_name(place: Unit, day: date) -> str:
    return next((unit.name for unit in on_day([place.pk], day)), "")
