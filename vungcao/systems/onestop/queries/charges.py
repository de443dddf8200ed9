"""What a charge of a procedure comes to on a day: its own amount, or the norm that it names."""

from dataclasses import dataclass
from datetime import date

from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.norms import queries as norms
from vungcao.kernel.norms.queries import NothingInForce
from vungcao.systems.onestop.models import ProcedureVersion
from vungcao.systems.onestop.rules.definition import Charge


@dataclass(frozen=True)
class Priced:
    """A charge on a day. `amount` is 0 where its norm has no value then."""

    charge: Charge
    amount: int
    basis: Citation
    state: str


def priced(charge: Charge, version: ProcedureVersion, day: date) -> Priced:
    """By the norm of the day where the charge names one; its text is then that of the norm."""
    basis = _basis(charge, version)
    if not charge.norm:
        return Priced(charge, charge.amount, basis, charge.state)
    try:
        row = norms.value_row(charge.norm, day)
    except NothingInForce:
        return Priced(charge, 0, basis, State.UNVERIFIED)
    return Priced(charge, int(row.value), row.basis, row.basis.state)


def _basis(charge: Charge, version: ProcedureVersion) -> Citation:
    """The text that sets a fee: its own, else that on which the procedure itself rests."""
    number, article = charge.cited
    own = Citation.objects.filter(number=number, article=article).first() if number else None
    return own or version.basis
