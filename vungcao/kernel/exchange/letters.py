"""Opening a letter at the moment of sending: composed by who offers its kind, then forgotten."""

from vungcao.kernel.exchange.adapters import Parcel, Refused, Withdrawn
from vungcao.kernel.offers.letters import TOPIC, Letter, letters
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.units.models import NATION_SCOPE


def compose(parcel: Parcel) -> Letter:
    """The letter that a message names by kind and id.

    Raises `Refused` for a message that names none and `Withdrawn` when it is no longer to be sent.
    """
    details = parcel.announcement.details
    kind, ref = details.get("kind"), details.get("ref")
    known = dict(letters.items())
    if parcel.announcement.topic != TOPIC or not isinstance(ref, int) or kind not in known:
        raise Refused("unknown-kind")
    with scoped((NATION_SCOPE,), door=Door.SYSTEM):
        letter = known[str(kind)](ref)
    if letter is None:
        raise Withdrawn("withdrawn")
    return letter
