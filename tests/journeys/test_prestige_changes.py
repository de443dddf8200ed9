"""A commune's leader changes the list: refused at the day that is wrong, then done at once."""

import pytest

from tests.journeys.conftest import ON_A_DESK
from tests.journeys.walking import Walk
from vungcao.config import demo
from vungcao.kernel.scopes.services import scoped
from vungcao.systems.prestige.models import Recognition

pytestmark = pytest.mark.journey
PLACE = "/lam-viec/uy-tin"
DECISION = {"number": "31/QĐ-MAU", "ends_on": "05/10/2026", "decided_on": "02/10/2026"}


def listed() -> list[int]:
    """Who stands on the list of the commune whose leader walks here."""
    with scoped(("/1/",)):
        commune = demo.commune()
        assert commune is not None
        rows = Recognition.objects.standing().filter(end_kind="", unit__valid_until=None)
        found = rows.under([commune.scope]).order_by("pk").values_list("pk", flat=True)
        return list(found[:2])


def fills(walk: Walk, **fields: str) -> None:
    for name, text in fields.items():
        walk.page.fill(f"[name={name}]", text)


@ON_A_DESK
def test_a_leader_withdraws_one_person_and_replaces_another(walk: Walk, register: None) -> None:
    leaving, replaced = listed()
    walk.sign_in("lanhdao-xa")

    walk.open(f"{PLACE}/{leaving}/dua-ra/")
    walk.page.select_option("[name=reason]", "moved")
    fills(walk, **DECISION | {"decided_on": "06/10/2026"})
    walk.press("Đưa ra khỏi danh sách")
    walk.reads("Ngày thôi không được trước ngày quyết định.")
    walk.is_fit()
    fills(walk, **DECISION)
    walk.press("Đưa ra khỏi danh sách")
    walk.reads("Đã đưa ra khỏi danh sách.")

    walk.open(f"{PLACE}/{replaced}/thay-the/")
    walk.page.select_option("[name=reason]", "health")
    walk.page.check("[name=who][value=new]")
    fills(walk, full_name="Lăng Mẫu Thử", birth="17/3/1969", **DECISION)
    walk.is_fit()
    walk.press("Ghi thay thế")
    walk.reads("Đã ghi người thay thế.", "Lăng Mẫu Thử", "31/QĐ-MAU")
    walk.is_fit()
