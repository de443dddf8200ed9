"""Every column has a class for the day on which data leave, and one door opens persons' records."""

import ast

from tests.architecture import tree
from vungcao.kernel.people import scrubbing
from vungcao.kernel.people.models import Person
from vungcao.runtime.scrubbing import VALUES

OPENERS = {"open_texts", "unseal"}
# Where persons' own fields are opened: the reading itself, and what must know a text to seal it.
DOORS = {
    "vungcao/kernel/people/services/reading.py",
    "vungcao/kernel/people/services/registering.py",
    "vungcao/kernel/people/services/merging.py",
}
FIELDS = {"full_name", "birth", "ethnic_group", "local_group", "address", "languages", "died_on"}
ROWS = {"Identifier", "PersonContact", "Consent", "ReplacedValue"}


def opens_persons(module: ast.AST) -> bool:
    """Whether a module opens a field of a person, or opens texts and knows persons' papers."""
    opening = [call for call, name in tree.calls(module) if name in OPENERS]
    named = {
        node.attr
        for call in opening
        for argument in call.args
        for node in ast.walk(argument)
        if isinstance(node, ast.Attribute)
    }
    known = {name.rpartition(".")[2] for name in tree.imports(module) if ".people." in name}
    return bool(opening) and bool(named & FIELDS or known & ROWS)


def test_every_column_has_a_class_that_fits_it() -> None:
    assert scrubbing.faults() == []


def test_only_the_door_opens_what_is_sealed_about_persons() -> None:
    wrong = [
        tree.name(path)
        for path in tree.modules()
        if tree.name(path) not in DOORS and opens_persons(tree.parsed(path))
    ]

    assert wrong == []


def test_a_column_that_nobody_classified_is_named_with_the_line_to_add() -> None:
    rows = scrubbing.listed()
    rows.pop("people.Person.erased_at")

    (fault,) = scrubbing._unclassified(rows)

    assert "people.Person.erased_at" in fault
    assert "docs/personal-data.md" in fault


def test_a_row_that_fits_nothing_is_named() -> None:
    rows = scrubbing.listed() | {"people.Ghost": "keep", "units.Name.text": "drop_it"}

    assert len(list(scrubbing._stale(rows))) == 2


def test_a_table_that_speaks_of_persons_is_not_kept_as_a_whole() -> None:
    rows = scrubbing.listed() | {"people.Residence": "keep"}

    assert ["people.Residence" in fault for fault in scrubbing._impossible(rows)] == [True]


def test_a_class_that_cannot_be_carried_out_is_named() -> None:
    rows = scrubbing.listed() | {
        "people.Residence.valid_from": "empty",
        "people.Residence.valid_until": "fake",
    }

    assert len(list(scrubbing._impossible(rows))) == 2


def test_no_kept_row_points_to_a_dropped_one() -> None:
    rows = scrubbing.listed() | {"units.Unit": "drop"}

    assert any("people.Person.unit" in fault for fault in scrubbing._dangling(rows))


def test_sealed_texts_and_fingerprints_never_need_a_row() -> None:
    sealed = [field for field in Person._meta.local_concrete_fields if "index" in field.name]

    assert len(sealed) == 5
    assert {scrubbing.class_of(field, {}) for field in sealed} == {"empty"}
    assert scrubbing.class_of(Person._meta.get_field("full_name"), {}) == "empty"
    assert scrubbing.class_of(Person._meta.get_field("erased_at"), {}) is None


def test_the_plan_can_be_carried_out() -> None:
    plan = scrubbing.plan()

    said = {column.kind for table in plan.tables for column in table.columns.values()}
    assert said <= VALUES.keys()
    assert all(table.key for table in plan.tables)
    assert "django_session" in plan.dropped


def test_the_rule_sees_who_opens_what_is_not_theirs() -> None:
    bad = "vault.open_texts([person.full_name])\n"
    papers = "from vungcao.kernel.people.models import Identifier\nvault.open_texts(rows)\n"
    good = "vault.open_texts(file.sealed_name for file in files)\n"

    assert [opens_persons(ast.parse(source)) for source in (bad, papers, good)] == [
        True,
        True,
        False,
    ]
