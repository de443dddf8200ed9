"""Who plays in the demo, the synthetic procedures, and what is to become of each dossier."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from vungcao.kernel.access.queries import reach
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.citations import services as citations
from vungcao.kernel.citations.models import State
from vungcao.kernel.documents.models import DocumentKind, NumberSeries
from vungcao.kernel.documents.services import issuing, numbering
from vungcao.kernel.documents.services.numbering import Way
from vungcao.kernel.norms.models import Parameter, ValueType
from vungcao.kernel.norms.services import parameters
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units import queries as units
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.onestop.models import (
    Channel,
    OnlineLevel,
    ProcedureVersion,
)
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules.definition import Charge, Definition, Document, Field, Group
from vungcao.systems.onestop.services import publishing
from vungcao.systems.onestop.services.publishing import Text

SINCE = date(2025, 7, 1)
SAMPLE, LIST, RECOGNISE = "MAU.000001", "MAU.000002", "1.012222"
FEE, FEE_NORM = 20_000, "onestop.mau.le_phi"  # đồng, and the norm that sets it
HERE, NEIGHBOUR = "07621", "07582"
NAMES = ("Nông Mẫu", "Hoàng Mẫu", "Lăng Mẫu", "Vi Mẫu", "Chu Mẫu", "Trần Mẫu", "Ninh Mẫu")
GIVEN = ("An", "Bình", "Cường", "Dung", "Hạnh", "Khánh", "Lan", "Minh", "Nga", "Phúc", "Quý")


@dataclass(frozen=True)
class Office:
    """A commune of the demo with those who work there."""

    place: Unit
    desk: User
    officer: User
    leader: User
    intake: Organisation
    villages: tuple[int, ...]


def office(code: str, suffix: str, today: date) -> Office | None:
    """The commune with its accounts; None where the demo has opened none."""
    place = units.by_code(units.GSO, Kind.COMMUNE, code, SINCE)
    names = {role: f"{role}{suffix}" for role in ("mot-cua", "canbo-xa", "lanhdao-xa")}
    known = {one.username: one for one in User.objects.filter(username__in=names.values())}
    if place is None or names["canbo-xa"] not in known:
        return None
    for one in known.values():
        one.reach = reach(one, today)
    officer = known[names["canbo-xa"]]
    bodies = Organisation.objects.in_force(today).filter(unit=place)
    inside = Unit.objects.in_force(today).under((place.scope,)).filter(kind=Kind.VILLAGE)
    return Office(
        place=place,
        desk=known.get(names["mot-cua"], officer),
        officer=officer,
        leader=known[names["lanhdao-xa"]],
        intake=bodies.get(kind=OrganisationKind.SERVICE_CENTRE),
        villages=tuple(inside.order_by("pk").values_list("pk", flat=True)),
    )


def can_decide(place: Unit, by: User, today: date) -> None:
    """The committee numbers its decisions and has a key to sign them, as samples."""
    body = Organisation.objects.in_force(today).get(
        kind=OrganisationKind.PEOPLES_COMMITTEE, unit=place
    )
    if not NumberSeries.objects.filter(organisation=body, kind=DocumentKind.DECISION).exists():
        basis = citations.cite(
            number="Dữ liệu mẫu của bản trình diễn", state=State.SYNTHETIC, by=by
        )
        way = Way(DocumentKind.DECISION, "QĐ-MAU")
        numbering.open_series(organisation=body, way=way, valid_from=SINCE, basis=basis, by=by)
    issuing.lend_demo_key(organisation=body, now=datetime.combine(today, time(7), ZONE), by=by)


def sample_procedure(by: User, today: date) -> ProcedureVersion | None:
    """A synthetic procedure that changes no register: the commune confirms something for one."""
    name = "Xác nhận nội dung mẫu của thôn (thủ tục giả lập)"
    return _synthetic(SAMPLE, name, ("person", "village"), _for_one, by, today)


def list_procedure(by: User, today: date) -> ProcedureVersion | None:
    """Another for a list of persons, with a fee: it can be signed and changes no register."""
    name = "Ghi nhận danh sách mẫu của xã (thủ tục giả lập)"
    _set_the_fee(by)
    return _synthetic(LIST, name, ("village",), _for_a_list, by, today)


def _synthetic(
    code: str,
    name: str,
    applicants: tuple[str, ...],
    shaped: Callable[[Definition], Definition],
    by: User,
    today: date,
) -> ProcedureVersion | None:
    held = versions.on(code, today)
    model = versions.on(RECOGNISE, today)
    if held is not None or model is None:
        return held
    process = shaped(_shortened(versions.process(model)))
    basis = citations.cite(number="Dữ liệu mẫu của bản trình diễn", state=State.SYNTHETIC, by=by)
    text = Text(
        name=name,
        field="Công tác dân tộc",
        basis=basis,
        valid_from=SINCE,
        agency="Uỷ ban nhân dân cấp xã",
        applicants=applicants,
        online_level=OnlineLevel.FULL,
        level_state=State.SYNTHETIC,
        term_halves=20,
        term_state=State.SYNTHETIC,
        fee=FEE if process.charges else 0,
        result="Quyết định mẫu, không có giá trị pháp lý",
        guide="Thủ tục giả lập của bản trình diễn: không nộp hồ sơ thật tại đây.",
        bases=(basis,),
    )
    made = publishing.draft(code=code, text=text, process=process, by=by)
    now = datetime.combine(SINCE, time(8), ZONE)
    return publishing.publish(version=made, decision_number="01/QĐ-MAU", now=now, by=by)


def _shortened(known: Definition) -> Definition:
    """The steps of the procedure that it is modelled on, with terms of its own and no effect."""
    halves = {"tham_dinh": 14, "ky": 4}
    steps = tuple(
        replace(step, halves=halves.get(step.code, step.halves), state=State.SYNTHETIC)
        for step in known.steps
    )
    return replace(known, effects=(), steps=steps)


def _for_one(known: Definition) -> Definition:
    return replace(
        known,
        documents=(
            Document(
                "don",
                "Đơn đề nghị (mẫu)",
                why="Nêu việc cần xác nhận.",
                sample="don-de-nghi",
                state=State.SYNTHETIC,
            ),
        ),
        groups=(
            Group(
                "viec",
                "Việc cần xác nhận",
                (
                    Field("noi_dung", "Nội dung đề nghị", "long_text", is_required=True),
                    Field(
                        "goi_lai",
                        "Số điện thoại để xã gọi lại",
                        "telephone",
                        prefill="contact.telephone",
                    ),
                ),
            ),
        ),
    )


def _for_a_list(known: Definition) -> Definition:
    fee = Charge("le_phi", "Lệ phí mẫu (giả lập)", norm=FEE_NORM, state=State.SYNTHETIC)
    return replace(known, charges=(fee,))


def _set_the_fee(by: User) -> None:
    """An invented amount as a dated norm, so that the desk takes it by its day."""
    if Parameter.objects.filter(code=FEE_NORM).exists():
        return
    made = parameters.declare(
        code=FEE_NORM, name="Lệ phí mẫu (giả lập)", value_type=ValueType.MONEY, by=by
    )
    basis = citations.cite(number="Dữ liệu mẫu của bản trình diễn", state=State.SYNTHETIC, by=by)
    parameters.set_value(parameter=made, value=str(FEE), valid_from=SINCE, basis=basis, by=by)


@dataclass(frozen=True)
class Play:
    """One dossier of the demo: where, what, when it came in, and how far it is to go.

    `absent` are the weekdays after which what was missing is brought, where they are not the usual.
    """

    key: str
    here: Office
    version: ProcedureVersion
    day: date
    end: str
    channel: Channel
    absent: int = 0

    def at(self, after: int, hour: int, today: date) -> datetime:
        """Some weekdays later, never after yesterday evening."""
        day = min(weekday(self.day, after), today - timedelta(days=1))
        return datetime.combine(day, time(hour), ZONE)


def weekday(day: date, after: int) -> date:
    """So many weekdays after a day; one of a weekend is taken as the Friday before it."""
    found = day - timedelta(days=max(day.isoweekday() - 5, 0))
    weeks, rest = divmod(found.weekday() + after, 5)
    return found + timedelta(days=7 * weeks + rest - found.weekday())


@contextmanager
def standing(account: User) -> Iterator[User]:
    with scoped(account.reach, account=account.pk):
        yield account
