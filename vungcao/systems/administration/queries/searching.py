"""What administration lets the search find: units, bodies, legal texts, parameters, documents."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.documents.models import Document, DocumentState, PublishedPaper
from vungcao.kernel.norms.models import Parameter
from vungcao.kernel.offers.search import Entry
from vungcao.kernel.organisations import queries as organisations
from vungcao.kernel.organisations.models import (
    Organisation,
    OrganisationName,
    OrganisationSuccession,
)
from vungcao.kernel.units.models import Kind, Name, Unit
from vungcao.kernel.units.queries import (
    UnitOnDay,
    former_districts,
    on_day,
    passed_on,
    with_all_before,
)

Keys = frozenset[str] | None
WEIGHTS = {Kind.PROVINCE: 40, Kind.COMMUNE: 30, Kind.DISTRICT: 30}
GONE, LIGHT, HEAVY = 4, 10, 20
ENDED: dict[str, str] = {
    PublishedPaper.Standing.REPLACED: "được thay thế từ",
    PublishedPaper.Standing.CANCELLED: "bị bãi bỏ từ",
    PublishedPaper.Standing.REVOKED: "bị thu hồi từ",
}


def units(keys: Keys, day: date) -> Iterator[Entry]:
    """Every unit that ever was; those of today are found by the names of what they came from."""
    names = _names_of_units()
    came = with_all_before(passed_on(day))
    districts = former_districts()
    all_units = on_day(Unit.objects.values_list("pk", flat=True), day)
    called = {unit.id: unit.name for unit in all_units}
    for unit in all_units:
        if keys is not None and str(unit.id) not in keys:
            continue
        roots = {unit.id, *came.get(unit.id, ()), *districts.get(unit.id, ())}
        also = sorted({name for root in roots for name in names[root]} - {unit.name})
        yield Entry(
            key=str(unit.id),
            title=unit.name,
            detail=_about(unit, called.get(unit.parent or 0, ""), day),
            also=(*also, unit.code),
            weight=GONE if _is_gone(unit.valid_until, day) else WEIGHTS.get(unit.kind, LIGHT),
        )


def bodies(keys: Keys, day: date) -> Iterator[Entry]:
    """Every body that ever was, by all its names and those of whom it followed."""
    names: dict[int, set[str]] = defaultdict(set)
    for row in OrganisationName.objects.order_by("pk"):
        names[row.organisation_id] |= {row.text, row.abbreviation} - {""}
    acts = OrganisationSuccession.objects.exclude(target=None).order_by("pk")
    came: dict[int, set[int]] = defaultdict(set)
    for source, target in acts.values_list("source", "target"):
        if target is not None:
            came[target].add(source)
    before = with_all_before(came)
    wanted = Organisation.objects.order_by("pk")
    if keys is not None:
        wanted = wanted.filter(pk__in=[key for key in keys if key.isdecimal()])
    for body in organisations.on_day(wanted.values_list("pk", flat=True), day):
        roots = {body.id, *before.get(body.id, ())}
        also = {name for root in roots for name in names[root]} - {body.name}
        yield Entry(
            key=str(body.id),
            title=body.name,
            detail=_dated(str(body.kind.label).capitalize(), body.valid_until, day),
            also=tuple(sorted(also)),
            weight=GONE if _is_gone(body.valid_until, day) else HEAVY,
        )


def citations(keys: Keys, day: date) -> Iterator[Entry]:
    """Legal texts and sources by their number and title."""
    del day  # a text is not dated by the day on which it is looked for
    rows = Citation.objects.order_by("pk")
    if keys is not None:
        rows = rows.filter(pk__in=[key for key in keys if key.isdecimal()])
    for row in rows:
        yield Entry(str(row.pk), str(row), detail=row.title, also=(row.title,), weight=LIGHT)


def parameters(keys: Keys, day: date) -> Iterator[Entry]:
    """What the State sets, by its name."""
    del day
    rows = Parameter.objects.order_by("code", "pk")
    for row in rows if keys is None else rows.filter(code__in=keys):
        yield Entry(row.code, row.name, detail=row.unit_of_measure, weight=LIGHT)


def documents(keys: Keys, day: date) -> Iterator[Entry]:
    """Issued documents by number, day, office and code; by the subject only where it is public:
    the words of the others are sealed, and the index is not (ADR 0063)."""
    del day  # what became of a document is told with its day
    issued = Document.objects.filter(state__in=(DocumentState.ISSUED, DocumentState.REVOKED))
    issued = issued.defer("subject", "values", "reason").order_by("pk")
    papers = PublishedPaper.objects.order_by("code")
    if keys is not None:
        issued, papers = issued.filter(code__in=keys), papers.filter(code__in=keys)
    rows = list(issued)  # before the papers: whatever is issued has one
    faces = {paper.code: paper for paper in papers}
    for row in rows:
        face, told = faces[row.code], f"{row.issued_on:%d/%m/%Y}"
        became = _became(face)
        yield Entry(
            key=row.code,
            title=f"{row.get_kind_display().capitalize()} {row.number}".strip(),
            detail=", ".join(filter(None, (row.issuer_name, told, became, face.subject))),
            also=(row.issuer_name, told, row.code, face.subject),
            scope=row.scope,
            weight=GONE if became else HEAVY,
        )


def code_of_document(key: str) -> str:
    """By what the screen of a document is called; nothing when there is no such document."""
    found = Document.objects.filter(pk=key) if key.isdecimal() else Document.objects.none()
    return found.values_list("code", flat=True).first() or ""


def _became(paper: PublishedPaper) -> str:
    """Replaced, cancelled or revoked, and from which day on."""
    ended = ENDED.get(paper.standing)
    return f"{ended} {paper.since:%d/%m/%Y}" if ended else ""


def _names_of_units() -> Mapping[int, set[str]]:
    names: dict[int, set[str]] = defaultdict(set)
    for name in Name.objects.order_by("pk"):
        names[name.unit_id].add(str(name))
    return names


def _about(unit: UnitOnDay, above: str, day: date) -> str:
    words = [str(unit.kind.label).capitalize(), above, f"mã {unit.code}" if unit.code else ""]
    return _dated(", ".join(filter(None, words)), unit.valid_until, day)


def _dated(text: str, until: date | None, day: date) -> str:
    return f"{text}; đến trước {until:%d/%m/%Y}" if until and until <= day else text


def _is_gone(until: date | None, day: date) -> bool:
    return until is not None and until <= day
