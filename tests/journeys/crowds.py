"""Screens with no row, one, twenty and two thousand, under the longest real names."""

import csv
from collections.abc import Callable
from datetime import date

from django.db import transaction

from tests.journeys.walking import Walk
from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.exchange.models import MessageState, OutboxMessage, Partner
from vungcao.kernel.norms.models import Parameter, ParameterValue, ValueType
from vungcao.kernel.notices.models import Notice
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.crowds import multiply
from vungcao.kernel.tests.factories import (
    CitationFactory,
    GrantFactory,
    NationFactory,
    ProvinceFactory,
    UnitFactory,
    UserFactory,
    VillageFactory,
)
from vungcao.kernel.units.models import (
    Establishment,
    Form,
    Kind,
    Name,
    Placement,
    Reform,
    Succession,
    Unit,
)
from vungcao.runtime.env import PROJECT

KEEPER = "quan-tri-mau"
TODAY = date(2026, 11, 23)


def longest(file: str, column: str = "name") -> str:
    """The longest text of a column of our reference data."""
    with (PROJECT / f"data/{file}.csv").open(encoding="utf-8") as lines:
        return max((row[column] or "" for row in csv.DictReader(lines)), key=len)


def keeper() -> tuple[User, Unit]:
    """An administrator and the province where all of it happens."""
    nation = NationFactory.create()
    province = ProvinceFactory.create(parent=nation, called="Bắc Ninh", code="24")
    user = UserFactory.create(
        username=KEEPER, last_name="Hoàng Thị Mẫu", first_name="Phương", kind=User.Kind.OFFICER
    )
    GrantFactory.create(user=user, role=Role.ADMINISTRATOR, unit=nation)
    return user, province


def grants(count: int, user: User, province: Unit) -> str:
    commune = UnitFactory.create(parent=province, called=longest("units"))
    if count:
        holder = UserFactory.create(
            username="canbo-trung-tam-phuc-vu-hanh-chinh-cong",
            last_name="Trương Hoàng Thị Mẫu",
            first_name="Phương Nhung",
        )
        GrantFactory.create(user=holder, role=Role.DESK_OFFICER, unit=commune)
        multiply(holder, count - 1, username="old.username || n")
        others = User.objects.filter(username__startswith=holder.username).exclude(pk=holder.pk)
        Grant.objects.bulk_create(
            Grant(
                user=other,
                role=Role.DEPARTMENT_LEADER,
                unit=commune,
                scope=commune.scope,
                valid_from=TODAY,
                decision_number="1234/QĐ-UBND-MAU",
            )
            for other in others
        )
    return "/quan-tri/phan-quyen/"


def villages(count: int, user: User, province: Unit) -> str:
    commune = UnitFactory.create(parent=province, called=longest("units"), code="07621")
    if count:
        first = VillageFactory.create(parent=commune, called="Thôn mẫu Hoàng Văn Thụ 1")
        made = Unit.objects.bulk_create(
            Unit(
                kind=first.kind,
                scope=f"{commune.scope}{900_000 + n}/",
                id=900_000 + n,
                valid_from=first.valid_from,
                basis=first.basis,
            )
            for n in range(count - 1)
        )
        dated = {"basis": first.basis, "valid_from": first.valid_from}
        Name.objects.bulk_create(
            Name(
                unit=unit,
                form=Form.HAMLET,
                text=f"mẫu Đồng Đình Thượng {unit.pk}",
                folded=f"mau dong dinh thuong {unit.pk}",
                **dated,
            )
            for unit in made
        )
        place = Placement.objects.get(unit=first)
        Placement.objects.bulk_create(
            Placement(unit=unit, hierarchy=place.hierarchy, parent=commune, **dated)
            for unit in made
        )
    return f"/lam-viec/don-vi/{commune.pk}/"


def norms(count: int, user: User, province: Unit) -> str:
    if count:
        parameter = Parameter.objects.create(
            code="mau.000",
            name=longest("norm_values"),
            value_type=ValueType.MONEY,
            unit_of_measure="đồng/người",
        )
        value = ParameterValue.objects.create(
            parameter=parameter,
            value="2200000",
            basis=CitationFactory.create(number="Nghị định 07/2021/NĐ-CP, mẫu"),
            valid_from=date(2021, 1, 1),
        )
        multiply(parameter, count - 1, code="'mau.' || n")
        others = Parameter.objects.exclude(pk=parameter.pk)
        ParameterValue.objects.bulk_create(
            ParameterValue(
                parameter=other, value="2200000", basis=value.basis, valid_from=value.valid_from
            )
            for other in others
        )
    return "/quan-tri/quy-dinh/"


def reform(count: int, user: User, province: Unit) -> str:
    commune = UnitFactory.create(parent=province, called=longest("units"))
    draft = Reform.objects.create(
        title="Sắp xếp thôn, tổ dân phố của xã mẫu theo nghị quyết của Hội đồng nhân dân",
        effective_on=date(2027, 1, 1),
        basis=CitationFactory.create(),
    )
    split = VillageFactory.create(parent=commune, called="Thôn mẫu Hoàng Văn Thụ")
    made = Establishment.objects.bulk_create(
        Establishment(
            reform=draft,
            key=f"mau-{n}",
            kind=Kind.VILLAGE,
            form=Form.HAMLET,
            name=f"mẫu Đồng Đình Thượng {n}",
            parent_unit=commune,
        )
        for n in range(count)
    )
    Succession.objects.bulk_create(
        Succession(
            reform=draft, source=split, establishment=one, position=n + 1, is_receiver=n == 0
        )
        for n, one in enumerate(made)
    )
    return f"/quan-tri/sap-xep/{draft.pk}/"


def outbox(count: int, user: User, province: Unit) -> str:
    partner, _made = Partner.objects.get_or_create(
        code="tests", defaults={"name": "Trục liên thông văn bản của tỉnh", "adapter": "tests"}
    )
    if count:
        message = OutboxMessage.objects.create(
            receiver=partner.code,
            topic="notices.delivery.email.urgent",
            subject="notices.Delivery:123456789",
            key="mau-0",
            unit=province,
            scope=province.scope,
            state=MessageState.DEAD,
            attempts=12,
            fault="unreachable",
        )
        multiply(message, count - 1, key="'mau-' || n")
    return "/quan-tri/thu-di/"


def notices(count: int, user: User, province: Unit) -> str:
    if count:
        notice = Notice.objects.create(
            kind="units.reform_took_effect",
            recipient=user,
            subject="units.Reform:1",
            details={"title": f"Nhập xã {longest('units')} và xã Lục Ngạn thành một xã mẫu"},
            key="mau-0",
            made_at="2026-11-23T01:00Z",
        )
        multiply(notice, count - 1, code="'maumau' || lpad(n::text, 4, 'a')", key="'mau-' || n")
    return "/tai-khoan/thong-bao/"


Fill = Callable[[int, User, Unit], str]
CROWDS: dict[str, Fill] = {
    "phan-quyen": grants,
    "don-vi": villages,
    "quy-dinh": norms,
    "sap-xep": reform,
    "thu-di": outbox,
    "thong-bao": notices,
}
COUNTS = (0, 1, 20, 2_000)


def show(walk: Walk, name: str, count: int) -> None:
    """To an administrator who has just signed in."""
    with transaction.atomic(), scoped(("/1/",)):
        path = CROWDS[name](count, *keeper())
    walk.sign_in(KEEPER)
    walk.open(path)
