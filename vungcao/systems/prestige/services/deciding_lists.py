"""The decision on a commune's list as an officer names it: by code, or by number and day."""

from datetime import date

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import queries as documents
from vungcao.kernel.documents import rules
from vungcao.kernel.norms.queries import NothingInForce
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import on_day
from vungcao.systems.prestige.models import ProposalList
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.places import Chart
from vungcao.systems.prestige.services.deciding import Decided, decided_by


@transaction.atomic
def find_decision(
    *,
    proposal: ProposalList,
    code: str,
    number: str,
    decided_on: date | None,
    by: User,
) -> Decided:
    """What was decided on the list; without a code, by the level that decides on that day.

    Raises `RuleBroken` for a code that the account does not reach, and when nothing is said.
    """
    if code.strip():
        found = documents.documents(by).filter(code=rules.normal_code(code))
        document = found.select_related("unit").first()
        if document is None:
            raise RuleBroken("Không tìm thấy văn bản có mã này trong phạm vi của chị/anh.")
        return decided_by(document)
    if decided_on is None:
        raise RuleBroken("Ghi số và ngày quyết định, hoặc mã xác minh của quyết định.")
    try:
        level, _basis = norms.authority(decided_on)
    except NothingInForce as nothing:
        day = f"{decided_on:%d/%m/%Y}"
        raise RuleBroken(f"Chưa có quy định thẩm quyền công nhận vào ngày {day}.") from nothing
    place = Chart(decided_on).above(proposal.unit_id, Kind(level))
    if place is None:
        raise RuleBroken("Không xác định được nơi có thẩm quyền của danh sách này.")
    (named,) = on_day([place], decided_on)
    name = f"Uỷ ban nhân dân {named.name[:1].lower()}{named.name[1:]}"
    return Decided(number.strip(), decided_on, Unit.objects.get(pk=place), name)
