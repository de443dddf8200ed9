"""With what a dossier's number begins: the code of the unit that takes it in."""

from datetime import date

from vungcao.kernel.organisations.models import Organisation, OrganisationCode
from vungcao.kernel.units.models import Code

SCHEMES = ("exchange", "dinh-danh")  # codes of bodies in the exchange of documents


def prefix(body: Organisation, day: date) -> str:
    """The body's code of document exchange; without one, the national code of its territory."""
    codes = OrganisationCode.objects.in_force(day).filter(organisation=body, scheme__in=SCHEMES)
    if found := codes.order_by("scheme", "pk").first():
        return found.code
    code = Code.objects.filter(unit=body.unit_id).order_by("-valid_from", "pk").first()
    return f"DV{code.code}" if code else f"DV{body.pk}"
