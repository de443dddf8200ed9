"""Papers and decisions of a dossier, and what an officer may do next about its decision."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases.rules import holds
from vungcao.kernel.norms import queries as norms
from vungcao.kernel.norms.queries import NothingInForce
from vungcao.kernel.organisations import queries as organisations
from vungcao.kernel.organisations.models import OrganisationKind
from vungcao.kernel.units.queries import on_day
from vungcao.systems.onestop.models import Decision, Dossier, Outcome, Subject, WrittenForm
from vungcao.systems.onestop.queries import agencies, versions
from vungcao.systems.onestop.rules import deciding, forms
from vungcao.systems.onestop.rules.deciding import Wording
from vungcao.systems.onestop.rules.definition import Action

POSTS = {
    OrganisationKind.PEOPLES_COMMITTEE: "TM. Uỷ ban nhân dân\nChủ tịch",
    OrganisationKind.DEPARTMENT: "Giám đốc",
}


@dataclass(frozen=True)
class FormLine:
    """One form as a list shows it."""

    pk: int
    form: str
    title: str
    made_at: object


def dossiers(reader: User) -> QuerySet[Dossier]:
    """What the reader takes part in, with what its papers say."""
    related = ("case__organisation", "case__key", "version__procedure", "unit", "intake")
    return Dossier.objects.visible_to(reader).select_related(*related)


def written(dossier: Dossier) -> list[FormLine]:
    """The forms that were written, in their order."""
    rows = WrittenForm.objects.filter(dossier=dossier).order_by("pk")
    return [
        FormLine(pk, form, forms.TITLES[form], at)
        for pk, form, at in rows.values_list("pk", "form", "made_at")
    ]


def decisions(dossier: Dossier) -> list[Decision]:
    """The decision of a dossier and those that correct it, the first one first."""
    related = ("corrected_by", "document__issuer")
    return list(dossier.decisions.select_related(*related).order_by("pk"))


def action(dossier: Dossier, does: str, user: User, day: date) -> Action | None:
    """The step's action of a kind, where the account holds one of its roles over the dossier."""
    process = versions.process(dossier.version)
    step = process.step(dossier.step)
    for one in process.from_step(dossier.step):
        roles = frozenset(map(Role, one.roles or step.roles))
        if one.does == does and holds(dossier.case.scope, reach(user, day, roles)):
            return one
    return None


def may_correct(decision: Decision, user: User, day: date) -> bool:
    """Whether the account signs such decisions at the very body that issued it, not above it.

    A correcting decision takes persons out: one without a list of persons has nothing to correct.
    """
    process = versions.process(decision.dossier.version)
    if process.list_group is None:
        return False
    signs = [one for one in process.actions if one.does == "sign"]
    names = {role for one in signs for role in one.roles or process.step(one.source_step).roles}
    return decision.document.scope in reach(user, day, frozenset(map(Role, names)))


def suggested(dossier: Dossier, prepare: Action, day: date) -> Wording:
    """A first text of the decision, for whoever prepares to write on."""
    process = versions.process(dossier.version)
    issuer = agencies.of_dossier(
        process.step(prepare.target_step).agency, dossier, process.authority_norm, day
    )
    outcomes = list(Subject.objects.filter(dossier=dossier).values_list("outcome", flat=True))
    laid = dossier.version.laid.select_related("citation").order_by("position")
    (place,) = on_day([issuer.unit_id], day)
    return Wording(
        signer_post=POSTS.get(OrganisationKind(issuer.kind), "Thủ trưởng"),
        signer_name="",
        subject=f"Về việc {dossier.version.name[:1].lower()}{dossier.version.name[1:]}",
        place=place.name,
        bases="\n".join(
            [f"Căn cứ {one.citation.number}" for one in laid]
            + [f"Xét hồ sơ số {dossier.case.number}"]
        ),
        body=deciding.articles(outcomes.count(Outcome.GRANTED), outcomes.count(Outcome.REFUSED)),
    )


def reasons(dossier: Dossier, day: date) -> dict[str, str]:
    """For which reasons the register that the decision changed lets somebody go, by code."""
    for effect in versions.process(dossier.version).effects:
        if effect.name in deciding.UNDONE_BY:
            try:
                rows = norms.table(deciding.UNDONE_BY[effect.name][1], day)
            except NothingInForce:
                return {}
            rows.sort(key=lambda row: (int(row.values.get("position", 0)), row.key))
            return {row.key: str(row.values["name"]) for row in rows}
    return {}


def issuer_name(decision: Decision, day: date) -> str:
    return organisations.name(decision.document.issuer, day)
