"""What the pages of citizens read: drafts with their files, the desk of a place, own dossiers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import queries as files
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.organisations.queries import responsible
from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.queries import on_day
from vungcao.systems.onestop.models import (
    Decision,
    Dossier,
    OnlineDraft,
    ProcedureVersion,
    WrittenForm,
)
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules import conditions
from vungcao.systems.onestop.rules.definition import Action, Document

INTERNAL = ("06",)  # the slip between desks is none of the applicant's


def dossier(pk: int) -> Dossier | None:
    """A dossier with what its applicant's page shows."""
    related = ("case__organisation", "case__calendar", "case__key", "version__procedure")
    return Dossier.objects.filter(pk=pk).select_related(*related, "unit", "intake").first()


def own(account: User) -> QuerySet[Dossier]:
    """What a citizen has submitted, the latest first."""
    rows = Dossier.objects.visible_to(account).select_related("case", "version__procedure")
    return rows.order_by("-submitted_at", "pk")


def own_drafts(account: User) -> QuerySet[OnlineDraft]:
    """What a citizen has begun and not submitted."""
    rows = OnlineDraft.objects.filter(account=account, dossier=None)
    return rows.select_related("version__procedure").order_by("-saved_at", "pk")


def may(held: Dossier, does: str) -> Action | None:
    """What the applicant can do of a kind at this step."""
    process = versions.process(held.version)
    found = process.from_step(held.step)
    return next((one for one in found if one.does == does and one.by == "citizen"), None)


def written(held: Dossier) -> list[WrittenForm]:
    """The papers that were made for the applicant, the latest first."""
    rows = WrittenForm.objects.filter(dossier=held).select_related("document")
    return list(rows.exclude(form__in=INTERNAL).order_by("-made_at", "pk"))


def results(held: Dossier) -> list[Decision]:
    """Signed decisions, the latest first: a later one corrects the one before."""
    rows = Decision.objects.filter(dossier=held, signed_at__isnull=False)
    return list(rows.select_related("document").order_by("-signed_at", "pk"))


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
