"""What stands against a grant or a delegation, in plain Python: every sentence at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Wanted:
    """What is known about a grant that somebody wants to give."""

    role_label: str
    levels: tuple[str, ...]  # in words: where the role can be held
    level_fits: bool
    needs_body: bool
    has_body: bool
    body_fits: bool
    is_for_citizen: bool
    is_active: bool
    is_own: bool
    is_reached: bool
    unit_has_ended: bool
    starts: date
    ends: date | None


def against_grant(wanted: Wanted) -> list[str]:
    """Why the grant cannot be given; empty when nothing stands against it."""
    return [
        *_against_account(wanted),
        *_against_place(wanted),
        *_against_days(wanted.starts, wanted.ends),
    ]


def _against_account(wanted: Wanted) -> Iterable[str]:
    if wanted.is_own:
        yield _("Không ai tự cấp vai trò cho mình: nhờ một quản trị khác cấp.")
    if wanted.is_for_citizen:
        yield _("Đây là tài khoản của người dân: vai trò của cán bộ chỉ cấp cho tài khoản cán bộ.")
    if not wanted.is_active:
        yield _("Tài khoản này đã khoá: mở lại tài khoản trước khi cấp vai trò.")


def _against_place(wanted: Wanted) -> Iterable[str]:
    role = {"role": wanted.role_label}
    if not wanted.levels:
        yield _("Vai trò “%(role)s” đi theo tài khoản của người dân, không cấp ở đây.") % role
    elif not wanted.level_fits:
        where = ", ".join(wanted.levels)
        sentence = _("Vai trò “%(role)s” chỉ cấp ở: %(where)s. Chọn đơn vị ở cấp ấy.")
        yield sentence % {**role, "where": where}
    if wanted.needs_body and not wanted.has_body:
        yield _("Vai trò “%(role)s” cần cơ quan: chọn cơ quan mà người này làm việc.") % role
    if wanted.has_body and not wanted.body_fits:
        yield _("Cơ quan này không phụ trách đơn vị đã chọn: bỏ trống đơn vị hoặc chọn lại.")
    if not wanted.is_reached:
        yield _("Đơn vị này nằm ngoài phạm vi quản trị của chị/anh.")
    if wanted.unit_has_ended:
        yield _("Đơn vị này đã kết thúc: phân quyền ở đơn vị tiếp nhận.")


def _against_days(starts: date, ends: date | None) -> Iterable[str]:
    if ends is not None and ends <= starts:
        yield _("Ngày hết hiệu lực phải sau ngày bắt đầu.")


@dataclass(frozen=True)
class Handover:
    """What is known about a delegation that somebody wants."""

    is_delegable: bool
    is_delegated: bool  # the grant itself is one
    signs: bool
    has_decision: bool
    is_same_account: bool
    is_active_officer: bool
    is_of_same_body: bool
    already_held: bool
    may_decide: bool
    starts: date
    ends: date
    today: date
    source_starts: date
    source_ends: date | None


def against_delegation(wanted: Handover) -> list[str]:
    """Why the role cannot be handed over; empty when nothing stands against it."""
    return [*_against_right(wanted), *_against_receiver(wanted), *_against_period(wanted)]


def _against_right(wanted: Handover) -> Iterable[str]:
    if not wanted.may_decide:
        yield _("Chỉ người giữ vai trò hoặc quản trị của đơn vị được uỷ quyền vai trò này.")
    if wanted.is_delegated:
        yield _("Vai trò này được uỷ quyền từ người khác: người được uỷ quyền không uỷ quyền lại.")
    elif not wanted.is_delegable:
        yield _("Vai trò này không uỷ quyền: quản trị khác cấp vai trò cho người thay.")
    if wanted.signs and not wanted.has_decision:
        yield _("Vai trò này có quyền ký: ghi số văn bản uỷ quyền.")


def _against_receiver(wanted: Handover) -> Iterable[str]:
    if wanted.is_same_account:
        yield _("Người nhận phải là người khác.")
        return
    if not wanted.is_active_officer:
        yield _("Người nhận phải là tài khoản cán bộ đang hoạt động.")
    if not wanted.is_of_same_body:
        yield _("Người nhận phải làm việc ở cùng cơ quan, đơn vị.")
    if wanted.already_held:
        yield _("Người nhận đã giữ vai trò này ở đơn vị này trong thời gian ấy.")


def _against_period(wanted: Handover) -> Iterable[str]:
    if wanted.ends <= wanted.starts:
        yield _("Ngày kết thúc phải từ ngày bắt đầu trở đi.")
    if wanted.starts < wanted.today:
        yield _("Ngày bắt đầu đã qua: uỷ quyền từ hôm nay trở đi.")
    last = wanted.source_ends
    if wanted.starts < wanted.source_starts or (last is not None and wanted.ends > last):
        yield _("Không uỷ quyền quá thời gian mình giữ vai trò.")
