"""A dozen papers of the demo in every state; all are samples, signed by the demo authority."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations import services as citations
from vungcao.kernel.citations.models import State
from vungcao.kernel.documents import certificates
from vungcao.kernel.documents.models import (
    Document,
    DocumentKind,
    NumberSeries,
    RelationKind,
    SigningKey,
)
from vungcao.kernel.documents.services import drafting, issuing, numbering
from vungcao.kernel.documents.services.drafting import Text
from vungcao.kernel.documents.services.numbering import Way
from vungcao.kernel.organisations import queries as organisations
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.units.models import Kind
from vungcao.kernel.units.queries import GSO, by_code
from vungcao.runtime.env import environment

SINCE = date(2025, 7, 1)
VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")
WAYS = (
    Way(DocumentKind.DECISION, "QĐ-MAU"),
    Way(DocumentKind.OFFICIAL_LETTER, "CV-MAU"),
    Way(DocumentKind.MINUTES, "BB-MAU"),
)
PAPERS = (
    ("documents.decision", "Về việc phê duyệt danh sách mẫu lần {nth}"),
    ("documents.letter", "cung cấp số liệu mẫu đợt {nth}"),
    ("documents.minutes", "Họp rà soát hồ sơ mẫu lần {nth}"),
)


@dataclass(frozen=True)
class Office:
    """An office of the demo, with the leader who signs for it."""

    body: Organisation
    name: str
    place: str
    post: str
    key: SigningKey
    signer: User


def build(by: AbstractBaseUser, today: date) -> None:
    """Six papers of the department and six of the demo's commune."""
    assert isinstance(by, User)
    if NumberSeries.objects.exists():
        return
    now = datetime.combine(today, time(9), VIET_NAM)
    certificates.make_demo_key(environment(), issuing.SHARED, issuing.SHARED_HOLDER, now)
    for kind, level, code, leader, place, post in (
        (OrganisationKind.DEPARTMENT, Kind.PROVINCE, "24", "lanhdao-so", "Bắc Ninh", "Giám đốc"),
        (
            OrganisationKind.PEOPLES_COMMITTEE,
            Kind.COMMUNE,
            "07621",
            "lanhdao-xa",
            "Vân Sơn",
            "TM. Uỷ ban nhân dân\nChủ tịch",
        ),
    ):
        unit = by_code(GSO, level, code, SINCE)
        bodies = Organisation.objects.in_force(today).filter(kind=kind, unit=unit)
        body = bodies.order_by("pk").first()
        if body is not None:
            office = _office(body, leader, place, post, now, by)
            _papers(office, now, by)


def _office(
    body: Organisation, leader: str, place: str, post: str, now: datetime, by: User
) -> Office:
    name = organisations.name(body, now.date())
    certificates.make_demo_key(environment(), leader, f"{name} (MẪU)", now)
    key = issuing.register_key(organisation=body, file=leader, is_demo=True, by=by)
    basis = citations.cite(number="Dữ liệu mẫu của bản trình diễn", state=State.SYNTHETIC, by=by)
    for way in WAYS:
        numbering.open_series(organisation=body, way=way, valid_from=SINCE, basis=basis, by=by)
    signer = User.objects.filter(username=leader).first() or by
    return Office(body, name, place, post, key, signer)


def _papers(office: Office, now: datetime, by: User) -> None:
    """Four issued (one replaced, one revoked), one waiting for its signature, one draft."""
    today = now.date()
    issued = [
        _issued(office, nth, today - timedelta(days=days), now, by)
        for nth, days in ((0, 40), (1, 30), (2, 20), (3, 10))
    ]
    issuing.relate(
        document=issued[3],
        target=issued[0],
        kind=RelationKind.REPLACES,
        effective_on=today - timedelta(days=10),
        by=by,
    )
    issuing.revoke(document=issued[2], on=today, today=today, reason="Lập lại biên bản mẫu", by=by)
    waiting = _draft(office, 4, by)
    numbering.number(document=waiting, issued_on=today, today=today, by=by)
    _draft(office, 5, by)


def _issued(office: Office, nth: int, day: date, now: datetime, by: User) -> Document:
    made = _draft(office, nth, by)
    numbering.number(document=made, issued_on=day, today=now.date(), by=by)
    issuing.sign(document=made, key=office.key, now=now, by=office.signer)
    return made


def _draft(office: Office, nth: int, by: User) -> Document:
    template, subject = PAPERS[nth % 3]
    text = Text(
        subject=subject.format(nth=nth + 1),
        values={
            "place": office.place,
            "authority_head": office.name,
            "bases": "Căn cứ hồ sơ mẫu của bản trình diễn",
            "addressees": "Cơ quan mẫu",
            "attendees": "Đại diện cơ quan mẫu\nĐại diện Thôn mẫu 1",
            "body": "Điều 1. Nội dung mẫu để trình diễn, không có giá trị pháp lý.\n"
            "Điều 2. Văn bản mẫu này có hiệu lực từ ngày ký.",
            "recipients": "Như trên\nLưu: VT",
        },
        signer_post=office.post,
        signer_name="Nguyễn Văn Mẫu",
        is_subject_public=nth % 2 == 0,
    )
    return drafting.draft(
        issuer=office.body, issuer_name=office.name, template=template, text=text, by=by
    )
