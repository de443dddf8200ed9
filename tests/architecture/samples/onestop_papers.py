"""Papers and decisions of a dossier: of those within one's reach."""

from datetime import date

from tests.architecture.samples import Arguments, Sample
from tests.architecture.samples.onestop_clock import NOW, dossier
from vungcao.kernel.accounts.models import User
from vungcao.kernel.documents import typesetting
from vungcao.kernel.documents.models import Document, Stage
from vungcao.kernel.documents.services.keeping import keep_version
from vungcao.kernel.tests.documents import world
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import Decision, Dossier, WrittenForm

SEAL = "kernel/documents/printed/seal.typ"
SAID = {"holder": "Mẫu", "organisation": "Mẫu", "at": "", "is_sample": True}


def _document(unit: Unit) -> Document:
    """With one kept version of its paper."""
    by = UserFactory.create()
    made = world.draft(world.office(unit), by)
    pdf = typesetting.compiled(SEAL, SAID, date(2026, 11, 16), is_pdf_a=False).pdf
    keep_version(document=made, stage=Stage.UNSIGNED, content=pdf, by=by)
    return made


def _dossier(unit: Unit, user: User) -> Dossier:
    return Dossier.objects.get(pk=int(str(dossier(unit, user)["pk"])))


def paper(unit: Unit, user: User) -> Arguments:
    made = WrittenForm.objects.create(
        dossier=_dossier(unit, user), form="01", document=_document(unit), made_at=NOW
    )
    return {"pk": made.pk}


def decision(unit: Unit, user: User) -> Arguments:
    by = UserFactory.create()
    made = Decision.objects.create(
        dossier=_dossier(unit, user),
        document=_document(unit),
        prepared_by=by,
        prepared_at=NOW,
        signed_by=by,
        signed_at=NOW,
    )
    return {"pk": made.pk}


SAMPLES = {
    "onestop:papers": Sample(dossier),
    "onestop:decision-new": Sample(dossier),
    "onestop:control": Sample(dossier),
    "onestop:case-file": Sample(dossier),
    "onestop:paper": Sample(paper),
    "onestop:decision-paper": Sample(decision),
    "onestop:sign": Sample(decision),
    "onestop:correct": Sample(decision),
}
