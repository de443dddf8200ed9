"""The lists of the State that come with the product: benefits, components, reasons, cycles."""

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.norms.loading import Bases, day, table_loader
from vungcao.kernel.offers.reference import Row
from vungcao.kernel.offers.upkeep import ReferenceFile, reference_files
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.services.cycles import enter_cycle

POSITION = {"name": "position", "label": "Thứ tự", "type": "integer"}
NAME = {"name": "name", "label": "Tên", "type": "text"}

TABLES = {
    "prestige_benefit_kinds.csv": (
        norms.KINDS,
        "Chế độ đối với người có uy tín",
        [
            POSITION,
            NAME,
            {"name": "gives", "label": "Bằng tiền (money) hay hiện vật (kind)", "type": "text"},
            {"name": "by_level", "label": "Mức riêng từng cấp", "type": "boolean"},
        ],
    ),
    "prestige_components.csv": (
        norms.COMPONENTS,
        "Thành phần người có uy tín (12 nhóm)",
        [NAME],
    ),
    "prestige_criteria.csv": (
        norms.CRITERIA,
        "Tiêu chí lựa chọn người có uy tín",
        [POSITION, NAME],
    ),
    "prestige_end_reasons.csv": (
        norms.REASONS,
        "Lý do đưa ra khỏi danh sách người có uy tín",
        [POSITION, NAME],
    ),
    "prestige_published.csv": (
        norms.PUBLISHED,
        "Số người có uy tín đã công bố",
        [
            POSITION,
            {"name": "level", "label": "Cấp", "type": "text"},
            {"name": "unit_code", "label": "Mã đơn vị", "type": "text"},
            {"name": "unit", "label": "Đơn vị", "type": "text"},
            {"name": "persons", "label": "Số người", "type": "integer"},
            {"name": "detail", "label": "Ghi chú", "type": "text"},
        ],
    ),
}

for order, (file, (code, name, columns)) in enumerate(TABLES.items(), start=300):
    noun = file.removesuffix(".csv")
    reference_files.register(
        f"prestige.{noun}", ReferenceFile(order, file, table_loader(code, name, columns))
    )


def load_cycles(rows: list[Row], by: AbstractBaseUser) -> None:
    """The cycles of `data/prestige_cycles.csv`."""
    bases = Bases(by)
    for row in rows:
        enter_cycle(
            code=row["code"],
            name=row["name"],
            valid_from=day(row["valid_from"]),
            valid_until=day(row["valid_until"]),
            basis=bases.of(row),
            by=by,
        )


reference_files.register("prestige.cycles", ReferenceFile(310, "prestige_cycles.csv", load_cycles))
