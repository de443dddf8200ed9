"""An invented office with its books and its demo key, to begin tests with."""

from datetime import UTC, date, datetime
from typing import Any

from vungcao.kernel.accounts.models import User
from vungcao.kernel.documents.models import Document, DocumentKind, SigningKey
from vungcao.kernel.documents.services import drafting, issuing, numbering
from vungcao.kernel.documents.services.drafting import Text
from vungcao.kernel.documents.services.numbering import Way
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.tests.factories import CitationFactory, OrganisationFactory, UnitFactory
from vungcao.kernel.units.models import Unit

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
OFFICE = "Uỷ ban nhân dân xã Mẫu"
SUBJECT = "Về việc phê duyệt danh sách mẫu"
VALUES = {
    "superior": "",
    "place": "Xã Mẫu",
    "authority_head": "Chủ tịch Uỷ ban nhân dân xã Mẫu",
    "bases": "Căn cứ hồ sơ mẫu",
    "body": "Điều 1. Phê duyệt danh sách mẫu.\nĐiều 2. Quyết định có hiệu lực từ ngày ký.",
    "recipients": "Như Điều 1\nLưu: VT",
}


def office(unit: Unit | None = None) -> Organisation:
    """An office over a commune, with a book for each kind that a template writes."""
    return OrganisationFactory.create(
        kind=OrganisationKind.PEOPLES_COMMITTEE,
        unit=unit or UnitFactory.create(),
        called=OFFICE,
    )


def books(organisation: Organisation, by: User) -> None:
    symbols = {
        DocumentKind.DECISION: "QĐ-MAU",
        DocumentKind.OFFICIAL_LETTER: "CV-MAU",
        DocumentKind.MINUTES: "BB-MAU",
    }
    for kind, symbol in symbols.items():
        numbering.open_series(
            organisation=organisation,
            way=Way(kind, symbol),
            valid_from=date(2025, 7, 1),
            basis=CitationFactory.create(),
            by=by,
        )


def text(**given: Any) -> Text:
    said: dict[str, Any] = {
        "subject": SUBJECT,
        "values": VALUES,
        "signer_post": "Chủ tịch",
        "signer_name": "Nguyễn Văn Mẫu",
    }
    return Text(**said | given)


def draft(organisation: Organisation, by: User, **given: Any) -> Document:
    template = given.pop("template", "documents.decision")
    return drafting.draft(
        issuer=organisation, issuer_name=OFFICE, template=template, text=text(**given), by=by
    )


def numbered(organisation: Organisation, by: User, day: date = TODAY, **given: Any) -> Document:
    made = draft(organisation, by, **given)
    return numbering.number(document=made, issued_on=day, today=TODAY, by=by)


def issued(organisation: Organisation, by: User, key: SigningKey, **given: Any) -> Document:
    made = numbered(organisation, by, **given)
    issuing.sign(document=made, key=key, now=NOW, by=by)
    made.refresh_from_db()
    return made
