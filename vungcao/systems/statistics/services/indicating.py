"""Entering code lists, and saying what an indicator means from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.citations.services import cite
from vungcao.kernel.norms.models import EthnicGroup
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.systems.statistics.models import (
    Adding,
    CodeItem,
    CodeList,
    Dimension,
    Indicator,
    IndicatorKind,
    IndicatorVersion,
    ValueType,
)
from vungcao.systems.statistics.queries import formulas

CHANGED = "statistics.catalogue_changed"


@dataclass(frozen=True)
class Meaning:
    """Everything that a definition says beside its dimensions."""

    name: str
    unit_of_measure: str
    valid_from: date
    valid_until: date | None = None
    value_type: str = ValueType.INTEGER
    kind: str = IndicatorKind.COUNTED
    over_units: str = Adding.SUM
    over_time: str = Adding.LAST
    numerator: Indicator | None = None
    denominator: Indicator | None = None
    factor: int = 1
    formula: str = ""
    frequency: str = ""
    reported_by: str = ""
    note: str = ""
    state: str = State.UNVERIFIED
    source: str = ""
    basis: Citation | None = None

    def columns(self) -> dict[str, Any]:
        return dict(self.__dict__)


@dataclass(frozen=True)
class NewItem:
    """One item of a list, as it is entered."""

    code: str
    name: str
    position: int
    valid_from: date
    valid_until: date | None = None
    ethnic_group: EthnicGroup | None = None


@transaction.atomic
def enter_list(*, code: str, name: str, state: str, source: str, by: AbstractBaseUser) -> CodeList:
    """The list of this code; made when it is not there."""
    made, is_new = CodeList.objects.get_or_create(
        code=code, defaults={"name": name, "state": state, "source": source}
    )
    if is_new:
        audit.record(by=by, action="statistics.list_entered", subject=made, code=code)
        put(Announcement(CHANGED, f"statistics.CodeList:{made.pk}"))
    return made


@transaction.atomic
def enter_items(
    *, code_list: CodeList, items: Sequence[NewItem], by: AbstractBaseUser
) -> list[CodeItem]:
    """Add the items that are not there yet from their day on; those that are there stay."""
    there = set(code_list.items.values_list("code", "valid_from"))
    new = [one for one in items if (one.code, one.valid_from) not in there]
    if not new:
        return []
    made = CodeItem.objects.bulk_create(
        CodeItem(
            list=code_list,
            code=one.code,
            name=one.name,
            position=one.position,
            ethnic_group=one.ethnic_group,
            valid_from=one.valid_from,
            valid_until=one.valid_until,
        )
        for one in new
    )
    codes = [one.code for one in new]
    audit.record(by=by, action="statistics.items_entered", subject=code_list, items=codes)
    put(Announcement(CHANGED, f"statistics.CodeList:{code_list.pk}"))
    return made


@transaction.atomic
def define(
    *,
    code: str,
    group: str,
    decimals: int = 0,
    meaning: Meaning,
    dimensions: Sequence[CodeList] = (),
    by: AbstractBaseUser,
) -> IndicatorVersion:
    """Say what an indicator means from a day on; the definition before ends on that day.

    Raises `RuleBroken` when it already has decimals that differ, or a definition from that day on,
    and when its formula cannot be read, does not fit, or leads back to itself.
    """
    _refuse_formula(code, meaning)
    indicator, is_new = Indicator.objects.get_or_create(
        code=code, defaults={"group": group, "decimals": decimals}
    )
    if not is_new:
        indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    if indicator.decimals != decimals:
        raise RuleBroken("Số chữ số lẻ của một chỉ tiêu không đổi: lập chỉ tiêu mới.")
    _close_before(indicator, meaning)
    made = IndicatorVersion.objects.create(indicator=indicator, **meaning.columns())
    Dimension.objects.bulk_create(
        Dimension(version=made, list=one, position=place)
        for place, one in enumerate(dimensions, start=1)
    )
    day = f"{meaning.valid_from:%Y-%m-%d}"
    audit.record(
        by=by, action="statistics.indicator_defined", subject=indicator, code=code, valid_from=day
    )
    put(Announcement(CHANGED, f"statistics.Indicator:{indicator.pk}"))
    return made


@dataclass(frozen=True)
class Read:
    """Where an officer has read an official code: the text, its article or annex, the place."""

    number: str
    article: str = ""
    source: str = ""


@transaction.atomic
def assign_official_code(
    *, indicator: Indicator, official_code: str, read: Read, by: AbstractBaseUser
) -> Indicator:
    """An officer has read which code the State gives to this indicator; empty takes it back.

    The text stays with the code; nobody has verified it until its citation is confirmed. What is
    said about taking a code back is kept by the trail alone.
    """
    locked = Indicator.objects.select_for_update().get(pk=indicator.pk)
    code, number = official_code.strip(), read.number.strip()
    if code and Indicator.objects.filter(official_code=code).exclude(pk=locked.pk).exists():
        raise RuleBroken("Mã này đã ghi cho một chỉ tiêu khác.")
    if code and not number:
        raise RuleBroken("Ghi số, ký hiệu của văn bản có mã này.")
    said = {"article": read.article.strip(), "source": read.source.strip()}
    locked.official_code = code
    locked.official_basis = cite(number=number, by=by, **said) if code else None
    locked.save(update_fields=["official_code", "official_basis"])
    audit.record(
        by=by,
        action="statistics.official_code_assigned",
        subject=locked,
        code=code,
        number=number,
        **said,
    )
    put(Announcement(CHANGED, f"statistics.Indicator:{locked.pk}"))
    return locked


def _close_before(indicator: Indicator, meaning: Meaning) -> None:
    versions = IndicatorVersion.objects.filter(indicator=indicator)
    if versions.filter(valid_from__gte=meaning.valid_from).exists():
        raise RuleBroken(
            f"Chỉ tiêu {indicator.code} đã có định nghĩa từ ngày này hoặc sau ngày này."
        )
    for row in versions.in_force(meaning.valid_from):
        row.valid_until = meaning.valid_from
        row.save(update_fields=["valid_until"])


def _refuse_formula(code: str, meaning: Meaning) -> None:
    """Everything that is wrong with how a figure would be computed."""
    if meaning.formula and (wrong := formulas.faults(meaning.formula, meaning.valid_from)):
        raise RuleBroken("\n".join(f"Công thức, {one}." for one in wrong))
    parts = (meaning.numerator, meaning.denominator)
    if circle := formulas.circle(code, meaning.formula, parts, meaning.valid_from):
        raise RuleBroken(f"Các chỉ tiêu gọi nhau vòng tròn: {circle}.")
