"""One act about organisations: sources end, targets begin, and who follows whom is written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.organisations.models import Organisation, OrganisationSuccession
from vungcao.kernel.organisations.queries import called
from vungcao.kernel.organisations.rules import ends_its_sources, misshapen
from vungcao.kernel.organisations.services.announcing import announce
from vungcao.kernel.organisations.services.establishing import (
    NewOrganisation,
    establish_many,
    faults,
)
from vungcao.kernel.organisations.services.facts import end, facts_of


@dataclass(frozen=True)
class Change:
    """What one act does on one day. `files_to` is the position of the target that gets the files.

    New bodies among the targets begin on the act's day.
    """

    kind: OrganisationSuccession.Kind
    sources: tuple[Organisation, ...]
    targets: tuple[Organisation | NewOrganisation, ...]
    effective_on: date
    basis: Citation
    files_to: int | None = None


@transaction.atomic
def succeed(*, change: Change, by: AbstractBaseUser) -> list[OrganisationSuccession]:
    """Carry an act out, all of it or nothing. Raises `RuleBroken` with every problem at once."""
    ids = [body.pk for body in change.sources]
    list(Organisation.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    if against := problems(change):
        raise RuleBroken("\n".join(against))
    if ends_its_sources(change.kind):
        _end(change.sources, change.effective_on)
    new = [target for target in change.targets if isinstance(target, NewOrganisation)]
    made = iter(establish_many(new=new, by=by))
    targets = [next(made) if isinstance(t, NewOrganisation) else t for t in change.targets]
    rows = OrganisationSuccession.objects.bulk_create(_lines(change, targets))
    for source in change.sources:
        audit.record(
            by=by,
            action="organisations.succeeded",
            subject=source,
            kind=change.kind,
            effective_on=str(change.effective_on),
            targets=",".join(str(target.pk) for target in targets),
            basis=change.basis.pk,
        )
    announce([*change.sources, *(t for t in change.targets if isinstance(t, Organisation))])
    return rows


@transaction.atomic
def close(*, organisation: Organisation, on: date, basis: Citation, by: AbstractBaseUser) -> None:
    """A body ends on a day and nobody is said to follow it."""
    kind = OrganisationSuccession.Kind.ABOLISH
    succeed(change=Change(kind, (organisation,), (), on, basis), by=by)


def problems(change: Change) -> list[str]:
    """Everything that stands against an act, each a sentence; none: it can be carried out."""
    found = misshapen(change.kind, len(change.sources), len(change.targets))
    fresh = [target for target in change.targets if isinstance(target, NewOrganisation)]
    there = [target for target in change.targets if isinstance(target, Organisation)]
    before = [body.pk for body in change.sources]
    after = [body.pk for body in there]
    if len({*before}) < len(before) or len({*after}) < len(after):
        found.append(_("Một cơ quan được ghi hai lần."))
    if {*before} & {*after}:
        found.append(_("Một cơ quan không thể vừa là cơ quan trước vừa là cơ quan kế thừa."))
    if change.files_to is not None and change.files_to not in range(len(change.targets)):
        found.append(_("Nơi nhận hồ sơ phải là một trong các cơ quan kế thừa."))
    names = called([*before, *after], change.effective_on - timedelta(days=1))
    for body in change.sources:
        found += _against_source(body, names.get(body.pk, str(body)), change)
    for body in there:
        found += _against_target(body, names.get(body.pk, str(body)), change.effective_on)
    for new in fresh:
        found += faults(new)
        if new.valid_from != change.effective_on:
            found.append(_("“%(name)s” phải bắt đầu đúng ngày của văn bản.") % {"name": new.name})
    return found


def _against_source(body: Organisation, name: str, change: Change) -> list[str]:
    day = change.effective_on
    if body.valid_from >= day:
        return [_not_yet(body, name)]
    if body.valid_until is not None and body.valid_until < day:
        return [_no_longer(name, body.valid_until)]
    later = [rows.filter(valid_from__gte=day).exists() for rows in facts_of([body])]
    if ends_its_sources(change.kind) and any(later):
        sentence = _("“%(name)s” đã có thay đổi ghi từ ngày %(day)s trở đi.")
        return [sentence % {"name": name, "day": date_format(day)}]
    return []


def _against_target(body: Organisation, name: str, day: date) -> list[str]:
    if body.valid_from > day:
        return [_not_yet(body, name)]
    if body.valid_until is not None and body.valid_until <= day:
        return [_no_longer(name, body.valid_until)]
    return []


def _not_yet(body: Organisation, name: str) -> str:
    said = {"name": name, "day": date_format(body.valid_from)}
    return _("“%(name)s” chỉ có từ ngày %(day)s.") % said


def _no_longer(name: str, day: date) -> str:
    said = {"name": name, "day": date_format(day)}
    return _("“%(name)s” đã kết thúc từ ngày %(day)s.") % said


def _end(bodies: Sequence[Organisation], day: date) -> None:
    for rows in facts_of(bodies):
        end(rows, day)
    for body in bodies:
        body.valid_until = day
        body.save(update_fields=["valid_until"])


def _lines(change: Change, targets: Sequence[Organisation]) -> list[OrganisationSuccession]:
    def line(source: Organisation, target: Organisation | None, at: int) -> OrganisationSuccession:
        return OrganisationSuccession(
            kind=change.kind,
            source=source,
            target=target,
            effective_on=change.effective_on,
            receives_files=target is not None and at == change.files_to,
            basis=change.basis,
        )

    pairs: list[tuple[int, Organisation | None]] = [*enumerate(targets)] or [(0, None)]
    return [line(source, target, at) for source in change.sources for at, target in pairs]
