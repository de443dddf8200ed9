"""The letters of accounts, composed when they leave; addresses are opened here and forgotten."""

from django.utils.translation import gettext as _

from vungcao.kernel.accounts import proofs, queries
from vungcao.kernel.accounts.models import Invitation, OneTimeCode, User
from vungcao.kernel.offers.letters import Letter, letters
from vungcao.kernel.vault import services as vault
from vungcao.runtime.env import environment


def code(ref: int) -> Letter | None:
    """The six digits, to the contact that is to be proved or to the account's holder."""
    row = OneTimeCode.objects.filter(pk=ref, confirmed_at=None).first()
    to = _address(row)
    if row is None or not to:
        return None
    text = _(
        "Mã xác nhận Vùng Cao là %(code)s, dùng được trong 15 phút. Không đọc mã cho ai, kể cả "
        "người tự xưng là cán bộ. Nếu không yêu cầu mã này thì bỏ qua tin."
    ) % {"code": proofs.digits(row)}
    return Letter(to, _("Mã xác nhận Vùng Cao"), text)


def somebody_tried(ref: int) -> Letter | None:
    """Told to who has an account already: the page itself must not say so."""
    row = OneTimeCode.objects.filter(pk=ref).first()
    to = _address(row)
    if not to:
        return None
    text = _(
        "Có người vừa mở tài khoản Vùng Cao bằng liên hệ này, nhưng liên hệ đã có tài khoản. "
        "Nếu đúng là bạn: đăng nhập, hoặc chọn “Quên mật khẩu”. Nếu không, bỏ qua tin này."
    )
    return Letter(to, _("Tài khoản Vùng Cao của bạn"), text)


def invitation(ref: int) -> Letter | None:
    """The link, to an officer's address at work; none once it was withdrawn or accepted."""
    row = Invitation.objects.filter(pk=ref, accepted_at=None, withdrawn_at=None).first()
    if row is None or not row.account.email:
        return None
    text = _(
        "Kính gửi %(name)s,\n\n"
        "Cơ quan đã lập tài khoản “%(username)s” cho chị/anh trên Vùng Cao, nền tảng công tác dân "
        "tộc của tỉnh. Mở liên kết sau trước %(until)s để đặt mật khẩu:\n\n%(link)s\n\n"
        "Liên kết chỉ dùng một lần. Nếu không chờ thư này, chị/anh báo người quản trị của cơ quan."
    ) % {
        "name": row.account.get_full_name() or row.account.username,
        "username": row.account.username,
        "until": f"{row.expires_at:%d/%m/%Y}",
        "link": f"{environment().address}/tai-khoan/loi-moi/{proofs.token(row)}/",
    }
    return Letter(row.account.email, _("Mở tài khoản Vùng Cao"), text)


def second_factor_reset(ref: int) -> Letter | None:
    """Told to the holder, who may not have asked for it."""
    account = User.objects.filter(pk=ref).first()
    to = queries.address_of(account) if account else ""
    if not to:
        return None
    text = _(
        "Người quản trị vừa gỡ lớp bảo vệ thứ hai của tài khoản Vùng Cao này và đăng xuất mọi "
        "nơi. Nếu không phải do yêu cầu của mình, báo ngay người quản trị của cơ quan."
    )
    return Letter(to, _("Đã gỡ lớp bảo vệ thứ hai"), text)


def _address(row: OneTimeCode | None) -> str:
    if row is None:
        return ""
    if row.contact is not None:
        (opened,) = vault.open_texts([row.contact.value])
        return opened or ""
    return queries.address_of(row.account) if row.account else ""


letters.register("accounts.code", code)
letters.register("accounts.somebody_tried", somebody_tried)
letters.register("accounts.invitation", invitation)
letters.register("accounts.second_factor_reset", second_factor_reset)
