"""Writing versions of procedures, and publishing them once they are proved."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.citations.services import cite
from vungcao.kernel.offers.effects import effects
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.systems.onestop.models import (
    OnlineLevel,
    Procedure,
    ProcedureVersion,
    VersionBasis,
    VersionState,
)
from vungcao.systems.onestop.queries import templates
from vungcao.systems.onestop.rules import definition as definitions
from vungcao.systems.onestop.rules import proofs
from vungcao.systems.onestop.rules.definition import Definition


@dataclass(frozen=True)
class Text:
    """Everything that is said of a version beside its process."""

    name: str
    field: str
    basis: Citation
    valid_from: date
    valid_until: date | None = None
    variant: str = ""
    agency: str = ""
    applicants: Sequence[str] = ()
    online_level: str = OnlineLevel.NONE
    level_state: str = State.UNVERIFIED
    sets: int = 1
    term_halves: int | None = None
    term_state: str = State.UNVERIFIED
    term_source: str = ""
    fixed_term: str = ""
    fee: int | None = None
    result: str = ""
    guide: str = ""
    bases: Sequence[Citation] = ()

    @classmethod
    def of(cls, version: ProcedureVersion) -> "Text":
        """What a version says."""
        names = cls.__dataclass_fields__.keys() - {"bases"}
        laid = version.laid.select_related("citation").order_by("position")
        said = {name: getattr(version, name) for name in names}
        return cls(**said, bases=[one.citation for one in laid])

    def columns(self) -> dict[str, Any]:
        names = self.__dataclass_fields__.keys() - {"bases", "applicants"}
        return {name: getattr(self, name) for name in names} | {"applicants": list(self.applicants)}


@transaction.atomic
def draft(
    *, code: str, text: Text, process: Definition | None = None, by: AbstractBaseUser
) -> ProcedureVersion:
    """Begin a version of a procedure. Raises `RuleBroken` when one begins on the same day."""
    procedure, _is_new = Procedure.objects.get_or_create(code=code)
    _refuse_taken_day(procedure.versions.all(), text)
    made = ProcedureVersion.objects.create(
        procedure=procedure,
        definition=definitions.written(process) if process else {},
        **text.columns(),
    )
    _lay(made, text.bases)
    _cite(process, by)
    audit.record(by=by, action="onestop.version_drafted", subject=made, code=code)
    return made


@transaction.atomic
def revise(
    *,
    version: ProcedureVersion,
    text: Text | None = None,
    process: Definition | None = None,
    seen: int | None = None,
    by: AbstractBaseUser,
) -> ProcedureVersion:
    """Write a draft anew; what is not given stays. Raises `RuleBroken` once it is published."""
    locked = _draft(version, seen)
    if text is not None:
        _refuse_taken_day(locked.procedure.versions.exclude(pk=locked.pk), text)
        for name, value in text.columns().items():
            setattr(locked, name, value)
        locked.laid.all().delete()
        _lay(locked, text.bases)
    if process is not None:
        locked.definition = definitions.written(process)
        _cite(process, by)
    locked.draft_version += 1
    locked.save()
    audit.record(by=by, action="onestop.version_revised", subject=locked)
    return locked


def _cite(process: Definition | None, by: AbstractBaseUser) -> None:
    """Texts that set a fee and are not known yet are entered, unverified."""
    for charge in process.charges if process else ():
        number, article = charge.cited
        if number:
            cite(number=number, article=article, by=by)


@transaction.atomic
def discard(*, version: ProcedureVersion, by: AbstractBaseUser) -> None:
    """Throw a draft away."""
    locked = _draft(version, None)
    audit.record(by=by, action="onestop.version_discarded", subject=locked)
    locked.delete()


def faults(version: ProcedureVersion) -> list[str]:
    """Everything that stands against publishing a version, each a sentence."""
    found = []
    if not version.name.strip():
        found.append("Ghi tên thủ tục.")
    if not version.definition:
        return found
    try:
        process = definitions.read(version.definition)
    except ValueError as wrong:
        return [*found, f"Quy trình không đọc được: {wrong}."]
    if process.decision_template not in templates.decisions():
        found.append(f"Mẫu quyết định “{process.decision_template}” không có trong hệ thống.")
    return [*found, *proofs.faults(process, version.term_halves, _wanted_by, _words)]


@transaction.atomic
def publish(
    *,
    version: ProcedureVersion,
    decision_number: str,
    now: datetime,
    by: User,
) -> ProcedureVersion:
    """Publish a draft: from its day on new dossiers are bound to it; open ones keep their own.

    The version before ends on that day. Raises `RuleBroken` with every proof that fails.
    """
    locked = _draft(version, None)
    if wrong := faults(locked):
        raise RuleBroken("\n".join(wrong))
    if not decision_number.strip():
        raise RuleBroken("Ghi số quyết định công bố.")
    _close_before(locked)
    locked.state, locked.decision_number = VersionState.PUBLISHED, decision_number.strip()
    locked.published_at, locked.published_by = now, by
    locked.hash = digest(locked)
    locked.save()
    audit.record(
        by=by,
        action="onestop.version_published",
        subject=locked,
        valid_from=f"{locked.valid_from:%Y-%m-%d}",
        hash=locked.hash,
    )
    put(Announcement("onestop.procedures_changed", f"onestop.ProcedureVersion:{locked.pk}"))
    return locked


@transaction.atomic
def close(*, version: ProcedureVersion, on: date, by: AbstractBaseUser) -> None:
    """A published version ends on a day and nothing follows it."""
    locked = ProcedureVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if locked.state != VersionState.PUBLISHED or locked.valid_until is not None:
        raise RuleBroken("Chỉ kết thúc được phiên bản đang có hiệu lực.")
    if on <= locked.valid_from:
        raise RuleBroken("Ngày hết hiệu lực phải sau ngày có hiệu lực.")
    locked.valid_until = on
    locked.save(update_fields=["valid_until"])
    audit.record(by=by, action="onestop.version_closed", subject=locked, on=f"{on:%Y-%m-%d}")
    put(Announcement("onestop.procedures_changed", f"onestop.ProcedureVersion:{locked.pk}"))


def digest(version: ProcedureVersion) -> str:
    """SHA-256 over everything that was published, the same on every machine."""
    said: dict[str, Any] = {
        one.attname: getattr(version, one.attname)
        for one in ProcedureVersion._meta.concrete_fields
        if one.name not in UNHASHED
    }
    said["procedure"] = version.procedure.code
    said["basis"] = str(version.basis)
    said["bases"] = [
        str(one.citation) for one in version.laid.select_related("citation").order_by("position")
    ]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


UNHASHED = frozenset(
    {"id", "procedure", "state", "valid_until", "hash", "published_at", "published_by"}
    | {"draft_version", "basis"}
)


def _wanted_by(name: str) -> Mapping[str, type] | None:
    known = dict(effects.items())
    return known[name].fields if name in known else None


def _words(name: str, value: str) -> str:
    """An effect, or one of its values, as an office calls it."""
    known = effects.get(name)
    return str(known.words.get(value, value) if value else known.label)


def _close_before(version: ProcedureVersion) -> None:
    """End the version that stands on the day; one that begins later stands in the way."""
    others = ProcedureVersion.objects.select_for_update().filter(
        procedure=version.procedure, state=VersionState.PUBLISHED
    )
    later = others.filter(valid_from__gte=version.valid_from).order_by("valid_from").first()
    if later is not None and version.valid_until is None:
        raise RuleBroken(
            f"Đã có phiên bản công bố có hiệu lực từ {later.valid_from:%d/%m/%Y}: "
            "chọn ngày có hiệu lực sau ngày đó."
        )
    for row in others.filter(valid_from__lt=version.valid_from).in_force(version.valid_from):
        row.valid_until = version.valid_from
        row.save(update_fields=["valid_until"])


def _refuse_taken_day(others: QuerySet[ProcedureVersion], text: Text) -> None:
    if others.filter(valid_from=text.valid_from, variant=text.variant).exists():
        raise RuleBroken(f"Đã có phiên bản khác có hiệu lực từ {text.valid_from:%d/%m/%Y}.")


def _draft(version: ProcedureVersion, seen: int | None) -> ProcedureVersion:
    rows = ProcedureVersion.objects.select_for_update(of=("self",))
    locked = rows.select_related("procedure", "basis").get(pk=version.pk)
    if locked.state != VersionState.DRAFT:
        raise RuleBroken("Phiên bản đã công bố, không sửa được: soạn phiên bản mới.")
    if seen is not None and locked.draft_version != seen:
        raise RuleBroken("Bản nháp vừa được người khác sửa: mở lại trang để xem.")
    return locked


def _lay(version: ProcedureVersion, bases: Sequence[Citation]) -> None:
    VersionBasis.objects.bulk_create(
        VersionBasis(version=version, citation=citation, position=position)
        for position, citation in enumerate(bases, start=1)
    )
