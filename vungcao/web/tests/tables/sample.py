"""A table over accounts, and what its parts say."""

from datetime import date
from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.urls import include, path

from vungcao.kernel.access.roles import ANY_ROLE
from vungcao.kernel.accounts.models import User
from vungcao.web.access import only
from vungcao.web.fields import DateField
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest
from vungcao.web.tables import Column, Kind, Table, answer
from vungcao.web.tables.showing import Shown, show

COLUMNS: tuple[Column[Any], ...] = (
    Column("username", "Tên", lambda one: one.username, order=("username",)),
    Column("letters", "Số chữ", lambda one: 1000 * len(one.username), kind=Kind.NUMBER),
    Column("day", "Ngày", lambda one: date(2026, 6, 5), kind=Kind.DAY, order=("date_joined",)),
    Column("mail", "Thư", lambda one: one.email, order=("email",), usual=False),
)
TABLE: Table[User, Any] = Table(
    name="tests.accounts",
    label="Danh sách thử",
    columns=COLUMNS,
    order="username",
    nothing="Chưa có ai.",
    page=10,
    kept=("kind",),
)

ENDLESS: Table[User, Any] = Table(
    name="tests.endless",
    label="Danh sách không dứt",
    columns=(
        Column("username", "Tên", lambda one: one.username),
        Column("when", "Lúc", lambda one: one.date_joined, kind=Kind.MOMENT, order=("pk",)),
    ),
    order="-when",
    nothing="Chưa có ai.",
    page=10,
    is_endless=True,
)


class Filters(Form):
    day = DateField(label="Ngày", required=False)


def people(number: int) -> None:
    User.objects.bulk_create(
        User(username=f"mau-{one:05}", email=f"{number - one:05}@mau.invalid")
        for one in range(number)
    )


def shown(words: str = "") -> Shown:
    return show(TABLE, User.objects.filter(username__startswith="mau-"), QueryDict(words))


def names(page: Shown) -> list[str]:
    return [str(line.cells[0].text) for line in page.lines]


@only(ANY_ROLE)
def listed(request: AccountRequest) -> HttpResponseBase:
    rows = User.objects.filter(username__startswith="mau-")
    context: dict[str, object] = {"filters": Filters(request.GET)}
    return answer(request, TABLE, rows, "components/table.html", context)


@only(ANY_ROLE)
def endless(request: AccountRequest) -> HttpResponseBase:
    rows = User.objects.filter(username__startswith="mau-")
    return answer(request, ENDLESS, rows, "components/table.html", {})


urlpatterns = [
    path("danh-sach/", listed, name="listed"),
    path("danh-sach/khong-dut/", endless, name="endless"),
    path("", include("vungcao.web.urls")),
]
