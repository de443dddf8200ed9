"""Writing versions of forms, and publishing them once they are proved."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Max

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.systems.statistics.models import (
    Cell,
    CellItem,
    Form,
    FormCell,
    FormState,
    FormVersion,
    Indicator,
    PeriodKind,
)
from vungcao.systems.statistics.queries.catalogue import catalogue, item_ids
from vungcao.systems.statistics.rules import definition, proofs
from vungcao.systems.statistics.rules.layout import Layout
from vungcao.systems.statistics.rules.proofs import Catalogue
from vungcao.systems.statistics.rules.reading import Fault

CHANGED = "statistics.forms_changed"
LARGEST = 400_000  # characters of a layout
UNHASHED = frozenset(
    {"id", "form", "state", "valid_until", "hash", "published_at", "published_by"}
    | {"draft_version", "basis"}
)


class Unproved(RuleBroken):
    """A form that cannot be published, with every reason at its place."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(f"{one.place}: {one.says}" for one in faults))
        self.faults = faults


@dataclass(frozen=True)
class Title:
    """Everything that is said of a form beside its layout."""

    name: str
    reporter: str
    valid_from: date
    valid_until: date | None = None
    period_kind: int = PeriodKind.YEAR
    unit_of_measure: str = ""
    guide: str = ""
    trust: str = State.UNVERIFIED
    source: str = ""
    basis: Citation | None = None

    @classmethod
    def of(cls, version: FormVersion) -> "Title":
        """What a version says."""
        return cls(**{name: getattr(version, name) for name in cls.__dataclass_fields__})


@transaction.atomic
def draft(
    *, code: str, title: Title, layout: Layout | None = None, by: AbstractBaseUser
) -> FormVersion:
    """Begin a version of a form."""
    form, _is_new = Form.objects.get_or_create(code=code)
    locked = Form.objects.select_for_update().get(pk=form.pk)
    last = locked.versions.aggregate(last=Max("number"))["last"] or 0
    made = FormVersion.objects.create(
        form=locked,
        number=last + 1,
        definition=definition.written(layout) if layout else {},
        **title.__dict__,
    )
    audit.record(by=by, action="statistics.form_drafted", subject=made, code=code)
    return made


@transaction.atomic
def revise(
    *,
    version: FormVersion,
    title: Title | None = None,
    layout: Layout | None = None,
    sketch: Mapping[str, Any] | None = None,
    seen: int | None = None,
    by: AbstractBaseUser,
) -> FormVersion:
    """Write a draft anew; what is not given stays. A sketch is a definition half drawn.

    Raises `RuleBroken` once it is published, or when somebody else has written in between.
    """
    locked = _draft(version, seen)
    for name, value in (title.__dict__ if title else {}).items():
        setattr(locked, name, value)
    if layout is not None:
        locked.definition = definition.written(layout)
    elif sketch is not None:
        locked.definition = _drawn(sketch)
    locked.draft_version += 1
    locked.save()
    audit.record(by=by, action="statistics.form_revised", subject=locked)
    return locked


def _drawn(sketch: Mapping[str, Any]) -> dict[str, Any]:
    if len(json.dumps(sketch)) > LARGEST:
        raise RuleBroken("Biểu lớn quá: chia thành nhiều biểu.")
    return dict(sketch)


@transaction.atomic
def discard(*, version: FormVersion, by: AbstractBaseUser) -> None:
    """Throw a draft away."""
    locked = _draft(version, None)
    audit.record(by=by, action="statistics.form_discarded", subject=locked)
    locked.delete()


def faults(version: FormVersion) -> list[Fault]:
    """Everything that stands against publishing a version."""
    layout, wrong = definition.sketch(version.definition)
    return [*wrong, *proofs.faults(layout, catalogue(version.valid_from))]


@transaction.atomic
def publish(*, version: FormVersion, now: datetime, by: User) -> FormVersion:
    """Publish a draft: from now on it never changes, and each of its inputs means one figure.

    The version before ends on its day. Raises `Unproved` with everything that is wrong, and
    `RuleBroken` when a later version already stands.
    """
    locked = _draft(version, None)
    if wrong := faults(locked):
        raise Unproved(wrong)
    _close_before(locked)
    layout, known = definition.read(locked.definition), catalogue(locked.valid_from)
    locked.state, locked.published_at, locked.published_by = FormState.PUBLISHED, now, by
    locked.hash = digest(locked)
    locked.save()
    _map(locked, layout, known)
    audit.record(by=by, action="statistics.form_published", subject=locked, hash=locked.hash)
    put(Announcement(CHANGED, f"statistics.FormVersion:{locked.pk}"))
    return locked


@transaction.atomic
def end(*, version: FormVersion, on: date, by: AbstractBaseUser) -> FormVersion:
    """A published version ends on a day and nothing follows it."""
    locked = FormVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if locked.state != FormState.PUBLISHED or locked.valid_until is not None:
        raise RuleBroken("Chỉ kết thúc được phiên bản biểu đang có hiệu lực.")
    if on <= locked.valid_from:
        raise RuleBroken("Ngày hết hiệu lực phải sau ngày có hiệu lực.")
    locked.valid_until = on
    locked.save(update_fields=["valid_until"])
    audit.record(by=by, action="statistics.form_ended", subject=locked, on=f"{on:%Y-%m-%d}")
    put(Announcement(CHANGED, f"statistics.FormVersion:{locked.pk}"))
    return locked


def digest(version: FormVersion) -> str:
    """SHA-256 over everything that was published, the same on every machine."""
    said: dict[str, Any] = {
        one.attname: getattr(version, one.attname)
        for one in FormVersion._meta.concrete_fields
        if one.name not in UNHASHED
    }
    said["form"], said["basis"] = version.form.code, str(version.basis or "")
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _map(version: FormVersion, layout: Layout, known: Catalogue) -> None:
    """Declare the figure of every input, where it is not declared yet."""
    ids = item_ids(version.valid_from)
    inputs = layout.inputs()
    wanted = {}
    for code, cell in inputs.items():
        lists = known.indicators[cell.indicator].dimensions
        wanted[code] = (cell.indicator, tuple(ids[one, cell.items[one]] for one in lists))
    cells = _declared(wanted.values())
    FormCell.objects.bulk_create(
        FormCell(
            version=version,
            code=code,
            cell=cells[wanted[code]],
            decimals=_decimals(cell.column.decimals, known.indicators[cell.indicator].decimals),
            position=place,
        )
        for place, (code, cell) in enumerate(inputs.items(), start=1)
    )


def _decimals(asked: int | None, of_indicator: int) -> int:
    return of_indicator if asked is None else asked


Place = tuple[str, tuple[int, ...]]


def _declared(wanted: Iterable[Place]) -> dict[Place, Cell]:
    """The cells of these figures; those that nobody had declared are made."""
    codes = list(dict.fromkeys(wanted))
    indicators = {
        one.code: one for one in Indicator.objects.filter(code__in={code for code, _key in codes})
    }
    there = _cells_of(indicators)
    missing = [one for one in codes if one not in there]
    made = Cell.objects.bulk_create(
        Cell(indicator=indicators[code], key=".".join(map(str, items))) for code, items in missing
    )
    CellItem.objects.bulk_create(
        CellItem(cell=cell, item_id=item, position=place)
        for cell, (_code, items) in zip(made, missing, strict=True)
        for place, item in enumerate(items, start=1)
    )
    return {**there, **dict(zip(missing, made, strict=True))}


def _cells_of(indicators: dict[str, Indicator]) -> dict[Place, Cell]:
    found = Cell.objects.filter(indicator__in=indicators.values()).select_related("indicator")
    return {
        (one.indicator.code, tuple(map(int, filter(None, one.key.split("."))))): one
        for one in found
    }


def _close_before(version: FormVersion) -> None:
    """End the version that stands on the day; one that begins later stands in the way."""
    others = FormVersion.objects.select_for_update().filter(
        form=version.form, state=FormState.PUBLISHED
    )
    if others.filter(valid_from__gte=version.valid_from).exists():
        raise RuleBroken("Đã có phiên bản ban hành từ ngày này hoặc sau ngày này.")
    for row in others.in_force(version.valid_from):
        row.valid_until = version.valid_from
        row.save(update_fields=["valid_until"])


def _draft(version: FormVersion, seen: int | None) -> FormVersion:
    rows = FormVersion.objects.select_for_update(of=("self",))
    locked = rows.select_related("form", "basis").get(pk=version.pk)
    if locked.state != FormState.DRAFT:
        raise RuleBroken("Biểu đã ban hành, không sửa được: soạn phiên bản mới.")
    if seen is not None and locked.draft_version != seen:
        raise RuleBroken("Bản nháp vừa được người khác sửa: mở lại trang để xem.")
    return locked
