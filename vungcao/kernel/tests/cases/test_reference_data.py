"""The rules of numbering that come with the product are entered once, and give way to an office."""

from datetime import date

import pytest

from vungcao.kernel.cases import services
from vungcao.kernel.cases.loading import load_patterns
from vungcao.kernel.cases.models import NumberPattern
from vungcao.kernel.offers.reference import rows
from vungcao.kernel.tests.factories import CitationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_file_is_loaded_once_however_often_it_is_read() -> None:
    written, by = rows("case_numbers.csv"), UserFactory.create()

    for _each in range(2):
        load_patterns(written, by)

    held = NumberPattern.objects.values_list("kind", "pattern")
    assert sorted(held) == sorted((row["kind"], row["pattern"]) for row in written)


def test_a_rule_that_an_office_has_set_since_stays() -> None:
    written, by = rows("case_numbers.csv"), UserFactory.create()
    load_patterns(written, by)
    kind = written[0]["kind"]
    services.set_pattern(
        kind=kind,
        pattern="{yy}/{order}",
        reset="year",
        basis=CitationFactory.create(),
        valid_from=date(2027, 1, 1),
        by=by,
    )

    load_patterns(written, by)

    current = NumberPattern.objects.get(kind=kind, valid_until=None)
    assert current.pattern == "{yy}/{order}"
