"""The demo province's villages, counts and practice reforms: all synthetic, all marked."""

from datetime import date
from hashlib import blake2b

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.citations import services as citations
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.units import queries, services
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
    """Villages of the ethnic area, a target area, counts of 2024 and reforms to practise on."""
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
    _tallies(villages, basis, by)
    _practice(villages, basis, today, by)


def number(key: str, least: int, most: int) -> int:
    """A number that looks drawn by lot and is the same in every run."""
    drawn = int.from_bytes(blake2b(key.encode(), digest_size=8).digest())
    return least + drawn % (most - least + 1)


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


def _tallies(villages: list[Unit], basis: Citation, by: AbstractBaseUser) -> None:
    """People and households of the 313 old communes, and of the practice villages."""
    communes = queries.as_of(COUNTED, kind=Kind.COMMUNE)
    units = Unit.objects.in_bulk([commune.id for commune in communes])
    counted = [
        (units[commune.id], COUNTED, number(commune.code, 700, 3600)) for commune in communes
    ]
    counted += [
        (village, date(2025, 12, 31), number(str(village.key), 60, 240))
        for village in villages
        if str(village.key).startswith(f"mau/{PRACTICE_COMMUNE}/")
    ]
    tallies = [
        services.NewTally(measure, unit, day, value, basis)
        for unit, day, households in counted
        for measure, value in (
            ("households", households),
            ("population", households * number(f"{unit.key}", 36, 45) // 10),
        )
    ]
    services.record_tallies(tallies=tallies, by=by)


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
