"""A statement that is prepared once shows each reader their own rows, and nobody else's."""

import pytest
from django.db import connection

from vungcao.kernel.scopes.services import plans_kept, scoped
from vungcao.kernel.tests.factories import NationFactory, ProvinceFactory, TallyFactory, UnitFactory
from vungcao.kernel.tests.scopes import scratch

pytestmark = pytest.mark.django_db

ASKED = "select scope from units_tally where unit_id = any(%s) order by scope"
PLANS = "select generic_plans from pg_prepared_statements where statement like %s"


def test_a_kept_plan_follows_the_reach_of_whoever_asks() -> None:
    parent = ProvinceFactory.create(parent=NationFactory.create())
    places = [UnitFactory.create(parent=parent) for _nth in range(2)]
    with scoped(("/1/",)):
        for place in places:
            TallyFactory.create(unit=place)
    keys = [place.pk for place in places]

    seen: dict[str, list[list[str]]] = {}
    for _nth in range(8):
        for reach in (places[0].scope, places[1].scope, parent.scope, ""):
            with plans_kept(), scoped((reach,) if reach else ()):
                seen.setdefault(reach, []).append(scratch.rows(ASKED, [keys]))

    with connection.cursor() as cursor:
        cursor.execute(PLANS, ["select scope from units_tally where unit_id%"])
        assert cursor.fetchone()[0] > 10
    assert seen == {
        places[0].scope: [[places[0].scope]] * 8,
        places[1].scope: [[places[1].scope]] * 8,
        parent.scope: [sorted(place.scope for place in places)] * 8,
        "": [[]] * 8,
    }
