"""Who plays in the demo, the synthetic procedure, and the scenes through which a dossier goes."""

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
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units import queries as units
from vungcao.kernel.units.demo_counts import number
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.onestop.models import (
    Applicant,
    Channel,
    Delivery,
    Dossier,
    OnlineLevel,
    ProcedureVersion,
)
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules.deciding import Wording, articles
from vungcao.systems.onestop.rules.definition import Definition, Document, Field, Group
from vungcao.systems.onestop.services import deciding, publishing, receiving, supplementing
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.services.publishing import Text
from vungcao.systems.onestop.services.returning import give_back
from vungcao.systems.onestop.services.submitting import (
    NewDossier,
    NewPaper,
    NewSubject,
    submit,
)
from vungcao.systems.onestop.services.supplementing import Item, Request

SINCE = date(2025, 7, 1)
SAMPLE, RECOGNISE = "MAU.000001", "1.012222"
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
    held = versions.on(SAMPLE, today)
    model = versions.on(RECOGNISE, today)
    if held is not None or model is None:
        return held
    basis = citations.cite(number="Dữ liệu mẫu của bản trình diễn", state=State.SYNTHETIC, by=by)
    text = Text(
        name="Xác nhận nội dung mẫu của thôn (thủ tục giả lập)",
        field="Công tác dân tộc",
        basis=basis,
        valid_from=SINCE,
        agency="Uỷ ban nhân dân cấp xã",
        applicants=("person", "village"),
        online_level=OnlineLevel.FULL,
        level_state=State.SYNTHETIC,
        term_halves=20,
        term_state=State.SYNTHETIC,
        result="Quyết định mẫu, không có giá trị pháp lý",
        guide="Thủ tục giả lập của bản trình diễn: không nộp hồ sơ thật tại đây.",
        bases=(basis,),
    )
    made = publishing.draft(code=SAMPLE, text=text, process=_process(model), by=by)
    now = datetime.combine(SINCE, time(8), ZONE)
    return publishing.publish(version=made, decision_number="01/QĐ-MAU", now=now, by=by)


def _process(model: ProcedureVersion) -> Definition:
    """The steps of the procedure that it is modelled on, with a form and terms of its own."""
    known = versions.process(model)
    halves = {"tham_dinh": 14, "ky": 4}
    return replace(
        known,
        effects=(),
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
        steps=tuple(
            replace(step, halves=halves.get(step.code, step.halves), state=State.SYNTHETIC)
            for step in known.steps
        ),
    )


@dataclass(frozen=True)
class Play:
    """One dossier of the demo: where, what, when it came in, and how far it is to go."""

    key: str
    here: Office
    version: ProcedureVersion
    day: date
    end: str
    channel: Channel

    def at(self, after: int, hour: int, today: date) -> datetime:
        """Some days later, never after yesterday evening."""
        day = min(self.day + timedelta(days=after), today - timedelta(days=1))
        return datetime.combine(day, time(hour), ZONE)


def played(play: Play, today: date) -> Dossier:
    """Bring one dossier as far as it goes, scene by scene."""
    row = _submitted(play, today)
    for scene in SCENES[play.end]:
        row = scene(row, play, today)
    return row


@contextmanager
def standing(account: User) -> Iterator[User]:
    with scoped(account.reach, account=account.pk):
        yield account


def _submitted(play: Play, today: date) -> Dossier:
    nth = number(f"{play.key}/who", 0, len(NAMES) * len(GIVEN) - 1)
    is_list = versions.process(play.version).list_group is not None
    codes = ("de_nghi", "mau01", "mau02") if is_list else ("don",)
    persons = number(f"{play.key}/persons", 1, 3) if is_list else 0
    with standing(play.here.desk) as by:
        return submit(
            new=NewDossier(
                version=play.version,
                place=play.here.place,
                intake=play.here.intake,
                channel=play.channel,
                applicant_kind=Applicant.VILLAGE if is_list else Applicant.PERSON,
                contact={
                    "name": f"{NAMES[nth % len(NAMES)]} {GIVEN[nth // len(NAMES)]}",
                    "telephone": f"0900000{number(play.key, 100, 999)}",
                },
                answers={"ngay_hop": f"{play.day - timedelta(days=5):%Y-%m-%d}"}
                if is_list
                else {"noi_dung": "Nội dung mẫu của bản trình diễn."},
                subjects=[_line(play, position) for position in range(persons)],
                papers=[NewPaper(code) for code in codes],
            ),
            now=play.at(0, 8, today),
            by=by,
        ).dossier


def _line(play: Play, position: int) -> NewSubject:
    key = f"{play.key}/{position}"
    villages = play.here.villages
    return NewSubject(
        values={
            "ho_ten": f"{NAMES[number(key, 0, len(NAMES) - 1)]} "
            f"{GIVEN[number(f'{key}/g', 0, len(GIVEN) - 1)]}",
            "nam_sinh": number(f"{key}/y", 1948, 1985),
            "gioi_tinh": "male" if number(f"{key}/s", 0, 2) else "female",
            "dan_toc": "Nùng",
            "thon": villages[number(f"{key}/v", 0, len(villages) - 1)],
            "so_phieu": number(f"{key}/p", 31, 58),
        }
    )


def _received(row: Dossier, play: Play, today: date) -> Dossier:
    with standing(play.here.desk) as by:
        return receiving.receive(dossier=row, action="tiep_nhan", now=play.at(0, 9, today), by=by)


def _refused(row: Dossier, play: Play, today: date) -> Dossier:
    with standing(play.here.desk) as by:
        reason = "Việc này không thuộc thẩm quyền của xã (nội dung mẫu)."
        return receiving.refuse(
            dossier=row, action="tu_choi", reason=reason, now=play.at(0, 9, today), by=by
        )


def _examined(row: Dossier, play: Play, today: date) -> Dossier:
    with standing(play.here.desk) as by:
        return move(dossier=row, action="chuyen", now=play.at(0, 14, today), by=by)


def _asked(row: Dossier, play: Play, today: date) -> Dossier:
    code = versions.process(play.version).documents[-1].code
    with standing(play.here.officer) as by:
        supplementing.ask(
            dossier=row,
            action="bo_sung",
            request=Request([Item(code, "Thiếu chữ ký ở trang cuối (nội dung mẫu).")]),
            now=play.at(2, 9, today),
            by=by,
        )
    return Dossier.objects.get(pk=row.pk)


def _supplied(row: Dossier, play: Play, today: date) -> Dossier:
    code = versions.process(play.version).documents[-1].code
    with standing(play.here.officer) as by:
        return supplementing.supply(
            dossier=row,
            action="da_bo_sung",
            papers=[NewPaper(code)],
            now=play.at(5, 10, today),
            by=by,
        )


def _ended(action: str, words: str) -> Callable[[Dossier, Play, date], Dossier]:
    def scene(row: Dossier, play: Play, today: date) -> Dossier:
        with standing(play.here.officer) as by:
            now = play.at(4, 15, today)
            return move(dossier=row, action=action, words=words, now=now, by=by)

    return scene


def _prepared(row: Dossier, play: Play, today: date) -> Dossier:
    with standing(play.here.officer) as by:
        deciding.prepare(
            dossier=row,
            action="trinh",
            wording=Wording(
                signer_post="TM. Uỷ ban nhân dân\nChủ tịch",
                signer_name="Nguyễn Văn Mẫu",
                subject="Về việc giải quyết hồ sơ mẫu",
                place="Bắc Ninh",
                bases="Căn cứ hồ sơ mẫu của bản trình diễn",
                body=articles(0, 0),
            ),
            now=play.at(6, 10, today),
            by=by,
        )
    return Dossier.objects.get(pk=row.pk)


def _signed(row: Dossier, play: Play, today: date) -> Dossier:
    decision = row.decisions.get(corrects=None)
    with standing(play.here.leader) as by:
        deciding.sign(decision=decision, action="ky", now=play.at(8, 15, today), by=by)
    return Dossier.objects.get(pk=row.pk)


def _returned(row: Dossier, play: Play, today: date) -> Dossier:
    with standing(play.here.desk) as by:
        now = play.at(9, 8, today)
        return give_back(
            dossier=row,
            action="tra_ket_qua",
            way=Delivery.DESK,
            words="Người nộp nhận (nội dung mẫu)",
            now=now,
            by=by,
        )


AT_WORK = (_received, _examined)
DECIDED = (*AT_WORK, _prepared, _signed)
SCENES: dict[str, tuple[Callable[[Dossier, Play, date], Dossier], ...]] = {
    "submitted": (),
    "received": (_received,),
    "refused": (_refused,),
    "working": AT_WORK,
    "asked": (*AT_WORK, _asked),
    "supplied": (*AT_WORK, _asked, _supplied),
    "waiting": (*AT_WORK, _prepared),
    "stopped": (*AT_WORK, _ended("dung", "Người nộp đề nghị dừng (nội dung mẫu).")),
    "withdrawn": (*AT_WORK, _ended("rut", "Người nộp xin rút (nội dung mẫu).")),
    "decided": DECIDED,
    "returned": (*DECIDED, _returned),
}
