"""Loading the files of data/: once or twice, the same rows; open questions are listed."""

import pytest
from django.db import models

from vungcao.kernel.offers import reference, upkeep
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.units.models import Code, Name, Placement, Reform, Succession, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MODELS: tuple[type[models.Model], ...] = (Unit, Name, Code, Placement, Reform, Succession)


def rows() -> list[int]:
    return [model._base_manager.count() for model in MODELS]


@pytest.mark.usefixtures("province")
def test_loading_again_changes_nothing() -> None:
    before, by = rows(), UserFactory.create()

    with scoped(("/1/",)):
        for name, offer in sorted(upkeep.reference_files.items(), key=lambda item: item[1].order):
            if name.startswith("units."):
                offer.load(reference.rows(offer.file), by)

    assert rows() == before


@pytest.mark.usefixtures("province")
def test_both_reforms_of_the_files_have_taken_effect() -> None:
    reforms = Reform.objects.exclude(key=None).order_by("effective_on")

    assert [(reform.key, reform.state) for reform in reforms] == [
        ("2025-01", "applied"),
        ("2025-07", "applied"),
    ]
    assert not reforms.filter(scopes_moved_on=None).exists()


@pytest.mark.usefixtures("province")
def test_what_nobody_has_read_is_listed_with_its_rows() -> None:
    offer = dict(upkeep.doubts.items())["units.bases"]

    listed = {doubt.basis: doubt.value for doubt in offer.rows()}

    chu = listed["Nghị quyết sắp xếp đơn vị hành chính có hiệu lực 01/01/2025"]
    assert "1 sự kiện sắp xếp" in chu
    assert "1658/NQ-UBTVQH15" not in listed
