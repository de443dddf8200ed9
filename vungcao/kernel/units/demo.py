"""The demo province's villages, counts and practice reforms: all synthetic, all marked."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.citations import services as citations
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.units import demo_counts, queries, services
from vungcao.kernel.units.demo_counts import number
from vungcao.kernel.units.models import (
    Establishment,
    Form,
    Hierarchy,
    Kind,
    Placement,
    Reform,
    Unit,
)

AREA_KEY = "mau/vung"
COUNTED, MERGED = date(2024, 12, 31), date(2025, 7, 1)
# Sơn Động, Lục Ngạn, Chũ, Lục Nam, Yên Thế, Lạng Giang.
FORMER_DISTRICTS = ("220", "219", "224", "218", "215", "217")
PRACTICE_COMMUNE = "07621"


def build(by: AbstractBaseUser, today: date) -> None:
    """Villages of the ethnic area, a target area, counts and reforms to practise on."""
    if Unit.objects.filter(key=AREA_KEY).exists():
        return
    basis = citations.cite(
        number="Dữ liệu mẫu của bản trình diễn",
        title="Không phải số liệu hay danh sách của cơ quan nhà nước",
        state=State.SYNTHETIC,
        by=by,
    )
    communes = _communes_of_the_area()
    _target_area(communes, basis, by)
    villages = _villages(communes, basis, by)
    demo_counts.of_communes(basis, by)
    _practice(villages, basis, today, by)


def decision(nth: int) -> str:
    """The number of a demo decision, which no office ever gives."""
    return f"{nth:02}/QĐ-MAU"


def _communes_of_the_area() -> list[queries.UnitOnDay]:
    """Today's communes whose former district belonged to the area."""
    districts = [
        queries.by_code(queries.GSO, Kind.DISTRICT, code, date(2025, 6, 30))
        for code in FORMER_DISTRICTS
    ]
    placed = Placement.objects.filter(
        hierarchy=Hierarchy.FORMER_DISTRICT, parent__in=[found for found in districts if found]
    )
    units = queries.on_day(placed.values_list("unit", flat=True), MERGED)
    return sorted(units, key=lambda unit: unit.code)


def _target_area(communes: list[queries.UnitOnDay], basis: Citation, by: AbstractBaseUser) -> None:
    province = queries.by_code(queries.GSO, Kind.PROVINCE, "24", MERGED)
    new = services.NewUnit(
        kind=Kind.AREA,
        form=Form.NONE,
        name="Vùng đồng bào dân tộc thiểu số và miền núi (mẫu)",
        parent=province,
        basis=basis,
        valid_from=MERGED,
        key=AREA_KEY,
    )
    (area,) = services.open_units(units=[new], by=by)
    units = Unit.objects.in_bulk([commune.id for commune in communes])
    services.place(
        hierarchy=Hierarchy.TARGET_AREA,
        placements=[
            services.NewPlacement(units[commune.id], area, basis, MERGED) for commune in communes
        ],
        by=by,
    )


def _villages(
    communes: list[queries.UnitOnDay], basis: Citation, by: AbstractBaseUser
) -> list[Unit]:
    """Three to nine per commune; they lived under the old communes and followed them."""
    units = Unit.objects.in_bulk([commune.id for commune in communes])
    new = []
    for commune in communes:
        before = [
            share.unit.id
            for share in queries.predecessors(units[commune.id], date(2025, 6, 30))
            if share.unit.id != commune.id
        ]
        old = sorted(Unit.objects.filter(pk__in=before), key=lambda unit: unit.pk)
        for nth in range(1, number(commune.code, 3, 9) + 1):
            new.append(
                services.NewUnit(
                    kind=Kind.VILLAGE,
                    form=Form.HAMLET,
                    name=f"mẫu {nth}",
                    parent=units[commune.id],
                    basis=basis,
                    valid_from=COUNTED,
                    key=f"mau/{commune.code}/{nth}",
                    stood_under=(old[nth % len(old)], MERGED) if old else None,
                )
            )
    return services.open_units(units=new, by=by)


def _practice(villages: list[Unit], basis: Citation, today: date, by: AbstractBaseUser) -> None:
    """On synthetic villages only: one reform already applied, one draft that splits in three."""
    by_key = {village.key: village for village in villages}
    one, two, three = (by_key[f"mau/{PRACTICE_COMMUNE}/{nth}"] for nth in (1, 2, 3))
    commune = queries.by_code(queries.GSO, Kind.COMMUNE, PRACTICE_COMMUNE, MERGED)
    merger = services.draft(
        head=services.Head(
            "Sáp nhập hai thôn mẫu (thực hành)", date(2026, 7, 1), basis, decision(1), key="mau-1"
        ),
        by=by,
    )
    merged = _made(merger, "mẫu 2 và 3", commune, by)
    for village in (two, three):
        services.add_succession(reform=merger, source=village, target=merged, by=by)
    services.apply(reform=merger, today=max(today, date(2026, 7, 1)), by=by)
    if commune is not None:
        demo_counts.of_villages(commune, basis, by)
    split = services.draft(
        head=services.Head(
            "Chia một thôn mẫu thành ba (thực hành)", date(2027, 1, 1), basis, decision(2)
        ),
        by=by,
    )
    for part, weight in (("mẫu 1A", 50), ("mẫu 1B", 30), ("mẫu 1C", 20)):
        target = _made(split, part, commune, by)
        services.add_succession(reform=split, source=one, target=target, weight=weight, by=by)


def _made(reform: Reform, name: str, commune: Unit | None, by: AbstractBaseUser) -> Establishment:
    new = services.NewEstablishment(Kind.VILLAGE, Form.HAMLET, name, commune)
    return services.add_establishment(reform=reform, new=new, by=by)
