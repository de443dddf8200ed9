"""The register of the demo: by district of its day it equals what was published."""

from datetime import date

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import Kind
from vungcao.systems.prestige.queries import moves
from vungcao.systems.prestige.queries.statistics import Asked
from vungcao.systems.prestige.services.counting import tabulate

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("register")]

THEN, NOW = date(2024, 12, 31), date(2026, 11, 23)
PUBLISHED = {
    "Huyện Sơn Động": 116,
    "Huyện Lục Ngạn": 214,
    "Huyện Lục Nam": 69,
    "Huyện Yên Thế": 98,
    "Huyện Lạng Giang": 20,
    "Huyện Tân Yên": 5,
}


def test_by_district_of_its_day_the_register_equals_the_published_figures() -> None:
    by = User.objects.get(username="lanhdao-so")
    with scoped(("/1/",)):
        asked = Asked(THEN, THEN, Kind.DISTRICT)
        import time

        t = time.time()
        found = tabulate(asked=asked, own=("/1/",), reach=("/1/",), by=by)
        print("exact", time.time() - t)
        t = time.time()
        g = tabulate(asked=Asked(THEN, THEN, Kind.COMMUNE), own=(), reach=("/1/",), by=by)
        print("guarded", time.time() - t)
        for row in g.rows[:40]:
            print(row.name, row.above, [row.of(h.column) for h in g.columns], row.persons)
        print(g.total, g.left_out, g.compared, len(g.rows))
        m = moves.between(found.where, THEN, NOW)
        print(m.moves[:3], len(m.moves), m.reforms)

    assert {row.name: row.persons for row in found.rows} == PUBLISHED
