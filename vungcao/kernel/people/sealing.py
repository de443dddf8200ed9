"""Sealing what is written of a person, and the fingerprints by which it is found again."""

from collections.abc import Mapping

from vungcao.kernel.people import rules
from vungcao.kernel.people.models import Person
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.fields import Sealed, SealedField
from vungcao.kernel.vault.models import DataKey

INDEXES = ("spelt", "plain", "outer", "even", "odd")


def sealed(text: str, key: DataKey, model: type, field: str) -> Sealed | None:
    """An empty text is nothing, and stays so."""
    place = model._meta.get_field(field)  # type: ignore[attr-defined]
    assert isinstance(place, SealedField)
    return vault.seal(text, key=key, field=place) if text else None


def seal_person(person: Person, texts: Mapping[str, str]) -> None:
    """Put texts into the sealed fields of a person that is still to be saved."""
    for field, text in texts.items():
        setattr(person, field, sealed(text, person.key, Person, field))


def index_person(person: Person, name: str, birth: str) -> None:
    """The blind indexes of a name and a birth date, as duplicates are looked for by them."""
    for field, print_ in prints(rules.match_keys(name, birth)).items():
        setattr(person, f"{field}_index", print_)


def prints(keys: rules.MatchKeys) -> dict[str, str]:
    """The fingerprint of each match key; nothing for what is not known."""
    texts = {field: getattr(keys, field) for field in INDEXES}
    return {
        field: vault.fingerprint(text, purpose=f"people.{field}") if text else ""
        for field, text in texts.items()
    }


def number_print(kind: str, number: str) -> str:
    """The fingerprint of a paper's number; one of another kind of paper never equals it."""
    return vault.fingerprint(f"{kind}|{rules.number(number)}", purpose="people.identifier")


def contact_print(kind: str, value: str) -> str:
    """The fingerprint of a telephone or address."""
    return vault.fingerprint(f"{kind}|{rules.contact(kind, value)}", purpose="people.contact")
