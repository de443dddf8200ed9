"""The list of accounts: what each column says of one."""

from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.models import Reader
from vungcao.systems.administration.queries import accounts as queries
from vungcao.web.tables import Column, Kind, Table


def table(reader: Reader, day: date) -> Table[User, Any]:
    """Accounts with the roles that they hold on a day, as far as the reader sees them."""
    return Table(
        name="administration.accounts",
        label=_("Các tài khoản"),
        columns=COLUMNS,
        order="username",
        nothing=_("Không có tài khoản nào khớp với bộ lọc."),
        prepare=partial(_prepared, reader, day),
        kept=("kind", "state", "role"),
    )


def _prepared(reader: Reader, day: date, rows: Any) -> Any:
    return queries.with_grants(reader, rows, day)


def _name(account: User) -> str | Promise:
    if account.kind == User.Kind.CITIZEN:
        return _("người dân, tên được cất kín")
    return account.get_full_name()


def _roles(account: Any) -> str:
    return "; ".join(str(grant.get_role_display()) for grant in account.current)


def _state(account: User) -> str | Promise:
    return _("đang dùng") if account.is_active else _("không dùng được")


COLUMNS: tuple[Column[Any], ...] = (
    Column(
        "username",
        _("Tên đăng nhập"),
        lambda account: account.username,
        order=("username",),
        address=lambda account: reverse("administration:account", args=[account.pk]),
    ),
    Column("name", _("Họ và tên"), _name, order=("last_name", "first_name")),
    Column("roles", _("Vai trò"), _roles),
    Column(
        "last_login",
        _("Vào lần cuối"),
        lambda account: account.last_login,
        kind=Kind.MOMENT,
        order=("last_login",),
        empty=_("chưa lần nào"),
    ),
    Column(
        "state",
        _("Trạng thái"),
        _state,
        order=("is_active",),
        template="administration/_account_state.html",
        leads=True,
    ),
    Column("kind", _("Loại"), lambda account: account.get_kind_display(), usual=False),
    Column(
        "date_joined",
        _("Mở ngày"),
        lambda account: account.date_joined,
        kind=Kind.MOMENT,
        order=("date_joined",),
        usual=False,
    ),
)
