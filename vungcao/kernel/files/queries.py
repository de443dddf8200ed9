"""Reading files: their contents, their names, who may have them, what is due."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Sum

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Permission, Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.files import rules
from vungcao.kernel.files.models import Blob, ScanState, StoredFile, StoredFileQuerySet
from vungcao.kernel.files.storage import GONE, StoreFailed, store
from vungcao.kernel.norms.models import Parameter, ParameterValue
from vungcao.kernel.norms.queries import NothingInForce, value
from vungcao.kernel.offers.files import FileKind, file_kinds, scanners
from vungcao.kernel.vault import services as vault

CONTENT = "files.Blob.content"  # the label of sealed contents
PIECE = 64 * 1024
VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")


def content(file: StoredFile) -> bytes:
    """The whole content. Raises `StoreFailed`, and `KeyDestroyed` for what was erased."""
    return b"".join(open_file(file))


def open_file(file: StoredFile, start: int = 0) -> Iterator[bytes]:
    """The content from `start` on, by pieces; whether it is there is known before the first."""
    if file.blob is None:
        raise StoreFailed(GONE)
    return open_blob(file.blob, start)


def open_blob(blob: Blob, start: int = 0) -> Iterator[bytes]:
    """The same for a content by itself, as the antivirus reads it."""
    if blob.key is not None and blob.key.wrapped is None:
        raise vault.KeyDestroyed(f"#{blob.key_id}")
    if not store().has(blob.sha256):
        raise StoreFailed(GONE)
    return _pieces(blob, start)


def _pieces(blob: Blob, start: int) -> Iterator[bytes]:
    with store().open(blob.sha256) as opened:
        if blob.key is not None:
            yield from vault.open_content(opened, key=blob.key, label=CONTENT, start=start)
        else:
            opened.seek(start)
            yield from iter(partial(opened.read, PIECE), b"")


def part(file: StoredFile, first: int, last: int) -> Iterator[bytes]:
    """The bytes from `first` to `last`; the store is asked before the first is given out."""
    return _cut(open_file(file, first), last - first + 1)


def _cut(pieces: Iterator[bytes], left: int) -> Iterator[bytes]:
    for piece in pieces:
        yield piece[:left]
        left -= len(piece)
        if left <= 0:
            return


def kind_of(file: StoredFile) -> FileKind:
    return file_kinds.get(file.kind)


@dataclass(frozen=True)
class Named:
    """A file as a list shows it; the name of an erased one is gone."""

    file: StoredFile
    name: str
    kind: FileKind

    @property
    def scan(self) -> str:
        return self.file.blob.scan if self.file.blob else ""


def named(files: Iterable[StoredFile]) -> list[Named]:
    """Files with their names opened, in two queries' time whatever their number."""
    found = list(files)
    opened = vault.open_texts(file.sealed_name for file in found)
    return [
        Named(file, file.name or text or file.code, kind_of(file))
        for file, text in zip(found, opened, strict=True)
    ]


def name(file: StoredFile) -> str:
    """The name of one file; its code when the name was erased."""
    return named([file])[0].name


def own(user: User) -> QuerySet[StoredFile]:
    """What an account has uploaded and not removed, latest first."""
    files = StoredFile.objects.present().filter(account=user)
    return files.select_related("blob__key").order_by("-pk")


def readers(kind: FileKind) -> Permission:
    """The roles that may download files of a kind; an administrator has no personal ones."""
    roles = frozenset(map(Role, kind.roles))
    return roles - {Role.ADMINISTRATOR} if kind.is_personal else roles


def downloadable(user: User, code: str, day: date) -> StoredFile | None:
    """The file of a code when this account may have it today: by its roles' reach, or its own."""
    files = StoredFile.objects.present().select_related("blob__key", "person")
    file = files.filter(code=code).first()
    if file is None:
        return None
    is_own = file.account_id == user.pk
    scopes = reach(user, day, readers(kind_of(file)))
    if not is_own and not StoredFile.objects.under(scopes).filter(pk=file.pk).exists():
        return None
    return file if _is_released(file, is_own) else None


def released(code: str, kind: str) -> StoredFile | None:
    """A file of a kind that anybody may have, once nothing speaks against its content.

    Whoever calls has made sure that it is published, and stands where it lies.
    """
    files = StoredFile.objects.present().select_related("blob__key")
    file = files.filter(code=code, kind=kind, is_personal=False).first()
    return file if file is not None and _is_released(file, is_own=False) else None


def _is_released(file: StoredFile, is_own: bool) -> bool:
    """What has a virus goes to nobody; what still waits for the antivirus, to its uploader."""
    scan = file.blob.scan if file.blob else ScanState.INFECTED
    if scan == ScanState.INFECTED:
        return False
    return is_own or scan != ScanState.PENDING


def to_scan(limit: int) -> list[Blob]:
    """Contents that the antivirus has not seen, oldest first."""
    waiting = Blob.objects.filter(
        scan__in=[ScanState.PENDING, ScanState.UNSCANNED], key__destroyed_at=None
    )
    return list(waiting.select_related("key").order_by("pk")[:limit])


def scan_at_first() -> ScanState:
    """The state of a new content: whether there is anything that will look at it."""
    return ScanState.PENDING if scanners.items() else ScanState.UNSCANNED


def months_kept(kind: FileKind, day: date) -> int | None:
    """How long files of a kind stay; None where nobody has decided, and they stay."""
    if not kind.retention:
        return None
    try:
        found = value(kind.retention, day)
    except NothingInForce:
        return None
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def due(day: date) -> StoredFileQuerySet:
    """Files whose time of keeping is over and that nobody holds back, oldest first."""
    is_over = Q(expires_on__lte=day)
    for code, kind in sorted(file_kinds.items()):
        months = months_kept(kind, day)
        if months is not None:
            last = rules.months_before(day, months)
            midnight = datetime.combine(last, time(), VIET_NAM)
            is_over |= Q(kind=code, expires_on=None, made_at__lt=midnight)
    files = StoredFile.objects.present().filter(is_over, hold_reason="")
    return files.select_related("blob__key", "unit").order_by("made_at", "pk")


def erased() -> QuerySet[StoredFile]:
    """Files whose key was destroyed with the person that they are about."""
    files = StoredFile.objects.present().filter(blob__key__destroyed_at__isnull=False)
    return files.filter(hold_reason="").order_by("pk")


def held() -> StoredFileQuerySet:
    """Files that are held back from removal."""
    files = StoredFile.objects.present().exclude(hold_reason="")
    return files.select_related("blob__key", "unit").order_by("made_at", "pk")


def quarantined() -> StoredFileQuerySet:
    """Files in which the antivirus found something."""
    files = StoredFile.objects.present().filter(blob__scan=ScanState.INFECTED)
    return files.select_related("blob__key", "unit").order_by("-made_at", "-pk")


@dataclass(frozen=True)
class Usage:
    """How many files of a kind there are, how large, and how long they stay.

    `retention` is the code of the norm that says so, empty for a kind that always stays; `period`
    the same once it has been declared.
    """

    code: str
    label: str
    is_personal: bool
    files: int
    size: int
    months: int | None
    retention: str
    period: str


def usage(files: StoredFileQuerySet, day: date) -> list[Usage]:
    """By kind. A content shared by several files counts for each of them."""
    counted = files.present().values("kind").order_by("kind")
    found = {
        row["kind"]: row for row in counted.annotate(number=Count("pk"), size=Sum("blob__size"))
    }
    declared = set(Parameter.objects.values_list("code", flat=True))
    return [
        Usage(
            code=code,
            label=str(kind.label),
            is_personal=kind.is_personal,
            files=found.get(code, {}).get("number", 0),
            size=found.get(code, {}).get("size") or 0,
            months=months_kept(kind, day),
            retention=kind.retention,
            period=kind.retention if kind.retention in declared else "",
        )
        for code, kind in sorted(file_kinds.items())
    ]


def usage_by_unit(files: StoredFileQuerySet, limit: int) -> list[dict[str, int]]:
    """The units whose files take most room: `unit`, `number`, `size`."""
    counted = files.present().values("unit")
    sums = counted.annotate(number=Count("pk"), size=Sum("blob__size"))
    return list(sums.order_by("-size", "unit")[:limit])


def scans() -> dict[str, int]:
    """How many contents are in which state of the antivirus."""
    counted = Blob.objects.values("scan").annotate(number=Count("pk")).order_by("scan")
    return {row["scan"]: row["number"] for row in counted}


def last_scan() -> datetime | None:
    """When the antivirus last said anything."""
    found: datetime | None = Blob.objects.aggregate(last=Max("scanned_at"))["last"]
    return found


def unused() -> QuerySet[Blob]:
    """Contents that no file stands for any more."""
    used = StoredFile.objects.filter(blob=OuterRef("pk"))
    return Blob.objects.filter(~Exists(used)).order_by("pk")


def parameters_without_value(day: date) -> list[str]:
    """Names of retention parameters that kinds ask for and nobody has set."""
    asked = {kind.retention for _code, kind in file_kinds.items() if kind.retention}
    held_now = ParameterValue.objects.in_force(day).filter(parameter__code__in=asked)
    return sorted(asked - set(held_now.values_list("parameter__code", flat=True)))
