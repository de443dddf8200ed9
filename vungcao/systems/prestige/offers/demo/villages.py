"""Villages of the demo: those of the demo's ground, and as many more as 522 persons need."""

from collections import Counter, defaultdict
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.units import queries, services
from vungcao.kernel.units.models import Form, Kind, Unit
from vungcao.systems.prestige.queries.places import Chart

COUNTED, MERGED = date(2024, 12, 31), date(2025, 7, 1)
# Published for 2023–2027 (data/prestige_published.csv): persons by the district's code.
PERSONS = {"220": 116, "219": 214, "218": 69, "215": 98, "217": 20, "216": 5}
UNCOVERED = 3  # villages of each district that have nobody


def gather(basis: Citation, by: AbstractBaseUser) -> dict[str, list[Unit]]:
    """For each district the villages of its last day, one for each person and a few without."""
    chart = Chart(COUNTED)
    named = {code: queries.by_code(queries.GSO, Kind.DISTRICT, code, COUNTED) for code in PERSONS}
    districts = {unit.pk: code for code, unit in named.items() if unit is not None}
    held: dict[str, list[Unit]] = defaultdict(list)
    villages = Unit.objects.filter(kind=Kind.VILLAGE, key__startswith="mau/")
    for village in villages.order_by("pk"):
        code = districts.get(chart.above(village.pk, Kind.DISTRICT) or 0)
        if code is not None:
            held[code].append(village)
    new, codes = [], []
    for pk, code in districts.items():
        missing = PERSONS[code] + UNCOVERED - len(held[code])
        new += _villages(Unit.objects.get(pk=pk), missing, basis)
        codes += [code] * missing
    for made, code in zip(services.open_units(units=new, by=by), codes, strict=True):
        held[code].append(made)
    return held


def _villages(district: Unit, count: int, basis: Citation) -> list[services.NewUnit]:
    """Spread over the communes of the district; numbered on within today's communes."""
    old = [unit.id for unit in queries.as_of(COUNTED, kind=Kind.COMMUNE, under=district)]
    units = Unit.objects.in_bulk(old)
    heirs = {pk: queries.successors(units[pk], MERGED)[0].unit for pk in old}
    communes = Unit.objects.in_bulk([heir.id for heir in heirs.values()])
    reached: Counter[int] = Counter()
    made = []
    for nth in range(count):
        before = old[nth % len(old)]
        heir = communes[heirs[before].id]
        reached[heir.pk] += 1
        number = 20 + reached[heir.pk]  # the ground's own stop at nine
        made.append(
            services.NewUnit(
                kind=Kind.VILLAGE,
                form=Form.HAMLET,
                name=f"mẫu {number}",
                parent=heir,
                basis=basis,
                valid_from=COUNTED,
                key=f"mau/uy-tin/{district.pk}/{heirs[before].code}/{number}",
                stood_under=(units[before], MERGED) if before != heir.pk else None,
            )
        )
    return made
