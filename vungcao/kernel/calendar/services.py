"""How calendars change: days are overridden, confirmed and withdrawn, never edited or deleted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Model

from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar import library, rules
from vungcao.kernel.calendar.models import DayOverride, WorkingCalendar, WorkingHours
from vungcao.kernel.citations import services as citations
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms.services.acts import Act, cite_act
from vungcao.kernel.offers.outbox import Announcement, put

Origin, Standing = DayOverride.Origin, DayOverride.Standing
CHANGED = "calendar.changed"  # whoever keeps due dates computes them anew


@transaction.atomic
def declare_calendar(
    *, code: str, name: str, organisations: str, by: AbstractBaseUser
) -> WorkingCalendar:
    """The calendar of this code; made when it is not there."""
    calendar, made = WorkingCalendar.objects.get_or_create(
        code=code, defaults={"name": name, "organisations": organisations}
    )
    if made:
        audit.record(by=by, action="calendar.declared", subject=calendar, code=code)
    return calendar


@transaction.atomic
def post_hours(
    *,
    calendar: WorkingCalendar,
    weekday: int,
    starts: time,
    ends: time,
    valid_from: date,
    basis: Citation,
    by: AbstractBaseUser,
) -> WorkingHours:
    """Let a stretch of work be posted for a weekday from a day on; overlaps are refused."""
    clash = calendar.hours.filter(weekday=weekday, starts__lt=ends, ends__gt=starts)
    if clash.exclude(valid_until__lte=valid_from).exists():
        raise RuleBroken("Giờ làm việc trong ngày không được chồng lên nhau.")
    hours = WorkingHours.objects.create(
        calendar=calendar,
        weekday=weekday,
        starts=starts,
        ends=ends,
        valid_from=valid_from,
        basis=basis,
    )
    audit.record(by=by, action="calendar.hours_posted", subject=hours, weekday=weekday)
    return hours


@transaction.atomic
def post_season(
    *,
    calendar: WorkingCalendar,
    weekdays: Sequence[int],
    stretches: Sequence[tuple[time, time]],
    valid_from: date,
    act: Act,
    by: AbstractBaseUser,
) -> None:
    """From a day on these weekdays are worked in these stretches; what was posted ends there.

    Raises `RuleBroken` when hours that begin on that day or later are posted already.
    """
    WorkingCalendar.objects.select_for_update().get(pk=calendar.pk)
    held = calendar.hours.filter(weekday__in=weekdays).exclude(valid_until__lte=valid_from)
    if held.filter(valid_from__gte=valid_from).exists():
        raise RuleBroken("Đã có giờ làm việc bắt đầu từ ngày này hoặc sau đó. Chọn ngày muộn hơn.")
    basis = cite_act(act=act, by=by)
    held.update(valid_until=valid_from)
    for weekday in weekdays:
        for starts, ends in stretches:
            post_hours(
                calendar=calendar,
                weekday=weekday,
                starts=starts,
                ends=ends,
                valid_from=valid_from,
                basis=basis,
                by=by,
            )
    _announce(calendar, valid_from)


@transaction.atomic
def set_override(
    *,
    calendar: WorkingCalendar | None,
    day: date,
    kind: str,
    reason: str,
    basis: Citation,
    today: date,
    by: AbstractBaseUser,
) -> DayOverride:
    """Let a day differ from the week, in one calendar or (None) in all.

    It counts at once when its basis has been read; else it waits as a proposal until it is
    confirmed. Raises `RuleBroken` for a day far from today, and for one that is set already.
    """
    rules.refuse_year(day.year, today)
    if not reason.strip():
        raise RuleBroken("Ghi lý do thay đổi ngày làm việc.")
    standing = Standing.ACTIVE if basis.is_seen else Standing.PROPOSED
    made = _write(calendar, day, kind, reason.strip(), Origin.DECISION, standing, basis, by)
    if standing == Standing.ACTIVE:
        _announce(made, day)
    return made


@transaction.atomic
def set_override_by_act(
    *,
    calendar: WorkingCalendar | None,
    day: date,
    kind: str,
    reason: str,
    act: Act,
    today: date,
    by: AbstractBaseUser,
) -> DayOverride:
    """Set an override on the strength of an act, which is cited in the same step."""
    return set_override(
        calendar=calendar,
        day=day,
        kind=kind,
        reason=reason,
        basis=cite_act(act=act, by=by),
        today=today,
        by=by,
    )


@transaction.atomic
def prefill(*, year: int, by: AbstractBaseUser) -> int:
    """Write the public holidays that the library computes for a year; how many were new.

    Days that stand already, also withdrawn ones, stay as they are. What the Labour Code does not
    name waits as a proposal; everything is marked as the library's until somebody has read the
    announcement.
    """
    basis = citations.cite(
        number=library.NAME,
        article=f"năm {year}",
        title="Ngày nghỉ lễ do thư viện phần mềm tính, cần đối chiếu thông báo nghỉ lễ",
        source="Phần mềm tính, không phải văn bản",
        by=by,
    )
    there = DayOverride.objects.filter(calendar=None, day__year=year)
    known = set(there.values_list("day", flat=True))
    new = [day for day in library.days_of(year) if day.day not in known]
    for day in new:
        standing = Standing.ACTIVE if day.is_statutory else Standing.PROPOSED
        _write(None, day.day, day.kind, day.reason, Origin.LIBRARY, standing, basis, by)
    if new:
        _announce(basis, date(year, 1, 1))
    return len(new)


@transaction.atomic
def prefill_around(*, year: int, today: date, by: AbstractBaseUser) -> int:
    """The same for a year that an officer asks for, which must lie around today."""
    rules.refuse_year(year, today)
    return prefill(year=year, by=by)


@transaction.atomic
def confirm_override(*, override: DayOverride, act: Act, by: AbstractBaseUser) -> None:
    """Somebody has read the act (and says where): the day counts from now on."""
    locked = DayOverride.objects.select_for_update().get(pk=override.pk)
    if locked.standing == Standing.WITHDRAWN:
        raise RuleBroken("Thay đổi này đã rút, không xác minh được nữa.")
    basis = cite_act(act=replace(act, title=act.title or locked.reason), by=by)
    if not basis.is_seen:
        raise RuleBroken("Ghi nơi đã đọc văn bản: số, ngày, trang hoặc địa chỉ.")
    locked.basis, locked.standing = basis, Standing.ACTIVE
    locked.save(update_fields=["basis", "standing"])
    audit.record(by=by, action="calendar.override_confirmed", subject=locked, day=str(locked.day))
    _announce(locked, locked.day)


@transaction.atomic
def withdraw_override(*, override: DayOverride, reason: str, by: AbstractBaseUser) -> None:
    """The day is as the week has it again. The row stays, and says that it was withdrawn."""
    locked = DayOverride.objects.select_for_update().get(pk=override.pk)
    if locked.standing == Standing.WITHDRAWN:
        raise RuleBroken("Thay đổi này đã được rút.")
    if not reason.strip():
        raise RuleBroken("Ghi lý do rút.")
    locked.standing = Standing.WITHDRAWN
    locked.save(update_fields=["standing"])
    audit.record(
        by=by,
        action="calendar.override_withdrawn",
        subject=locked,
        day=str(locked.day),
        reason=reason.strip(),
    )
    _announce(locked, locked.day)


def _announce(subject: Model, since: date) -> None:
    """Days from `since` on may count differently from now on."""
    said = f"{subject._meta.label}:{subject.pk}"
    put(Announcement(CHANGED, said, details={"since": since.isoformat()}))


def _write(  # noqa: PLR0913 - one argument per column
    calendar: WorkingCalendar | None,
    day: date,
    kind: str,
    reason: str,
    origin: str,
    standing: str,
    basis: Citation,
    by: AbstractBaseUser,
) -> DayOverride:
    held = DayOverride.objects.filter(calendar=calendar, day=day, origin=origin)
    if held.exclude(standing=Standing.WITHDRAWN).exists():
        raise RuleBroken(
            f"Ngày {day:%d/%m/%Y} đã có thay đổi trong lịch này. Hãy rút thay đổi cũ trước."
        )
    made = DayOverride.objects.create(
        calendar=calendar,
        day=day,
        kind=kind,
        reason=reason,
        origin=origin,
        standing=standing,
        basis=basis,
    )
    audit.record(
        by=by,
        action="calendar.override_set",
        subject=made,
        day=str(day),
        kind=kind,
        standing=standing,
        basis=basis.pk,
    )
    return made
