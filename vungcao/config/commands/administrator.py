"""`vungcao administrator`: invites the first administrator, who invites everybody else."""

import argparse
from typing import TYPE_CHECKING

from vungcao.config import boot
from vungcao.runtime.errors import Refused

if TYPE_CHECKING:
    from vungcao.kernel.accounts.models import Invitation
    from vungcao.kernel.accounts.services.officers import Officer

HELP = "mời người quản trị đầu tiên, hoặc một người nữa khi không ai còn vào được"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("username", help="tên đăng nhập, chữ không dấu")
    parser.add_argument("family_name", help="họ và chữ đệm")
    parser.add_argument("given_name", help="tên")
    parser.add_argument("email", help="thư điện tử công vụ")


def run(arguments: argparse.Namespace) -> int:
    """Makes the account with its role and prints the link that opens it, once, within a week."""
    boot.enter()
    from vungcao.kernel.accounts import proofs
    from vungcao.kernel.accounts.services.officers import Officer
    from vungcao.kernel.citations.rules import RuleBroken
    from vungcao.runtime.env import environment

    officer = Officer(**{name: getattr(arguments, name) for name in Officer.__dataclass_fields__})
    try:
        invitation = _invite(officer)
    except RuleBroken as broken:
        raise Refused(str(broken)) from broken
    link = f"{environment().address}/tai-khoan/loi-moi/{proofs.token(invitation)}/"
    print(f"Đã lập tài khoản quản trị “{invitation.account.username}”. Mở liên kết này một lần,")
    print(f"trước ngày {invitation.expires_at:%d/%m/%Y}, để đặt mật khẩu:\n\n  {link}\n")
    print("Ai có liên kết thì đặt được mật khẩu: chỉ đưa cho đúng người.")
    return 0


def _invite(officer: "Officer") -> "Invitation":
    from vungcao.config import demo
    from vungcao.kernel.access.models import Grant
    from vungcao.kernel.access.roles import Role
    from vungcao.kernel.access.weighing import NewGrant
    from vungcao.kernel.accounts.models import User
    from vungcao.kernel.accounts.services import officers, system_account
    from vungcao.kernel.calendar import clock
    from vungcao.kernel.scopes.services import scoped
    from vungcao.kernel.units.models import NATION_SCOPE
    from vungcao.systems.administration import services

    today, now, by = clock.today(), clock.now(), system_account("administrator")
    role = NewGrant(User(), Role.ADMINISTRATOR, demo.nation(), today)
    with scoped((NATION_SCOPE,)):
        waiting = User.objects.filter(username=officer.username.strip().casefold(), is_active=False)
        held = Grant.objects.filter(role=Role.ADMINISTRATOR, user__in=waiting).first()
        if held is not None:  # the link was lost, or its week is over
            return officers.invite_again(account=held.user, now=now, by=by)
        return services.invite_officer(officer=officer, role=role, now=now, today=today, by=by)
