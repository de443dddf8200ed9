"""The kinds of notices of the kernel's own nouns."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import OFFICE, Role
from vungcao.kernel.offers.notices import AT_ONCE, DIGEST, INBOX, NoticeKind, kinds

OFFICERS = frozenset(map(str, OFFICE))

kinds.register(
    "jobs.finished",
    NoticeKind(
        label=_("Công việc nền đã xong"),
        title=_("Đã xong: {label}"),
        text=_("Công việc chị/anh giao đã làm xong."),
        sample={"label": "Kiểm tra toàn bộ nhật ký", "run": "abcdefghij"},
        roles=OFFICERS,
        way=INBOX,
        url_name="run",
        url_field="run",
    ),
)
kinds.register(
    "jobs.failed",
    NoticeKind(
        label=_("Công việc nền không xong"),
        title=_("Không xong: {label}"),
        text=_("Công việc chị/anh giao không làm được. Mở ra để xem lý do."),
        sample={"label": "Kiểm tra toàn bộ nhật ký", "run": "abcdefghij"},
        roles=OFFICERS,
        way=AT_ONCE,
        url_name="run",
        url_field="run",
    ),
)
kinds.register(
    "access.granted",
    NoticeKind(
        label=_("Được cấp vai trò"),
        title=_("Chị/anh được cấp vai trò {role}"),
        text=_("Nơi phụ trách: {unit}, từ ngày {from_day}."),
        sample={"role": "cán bộ xã", "unit": "xã Mẫu", "from_day": "01/07/2026"},
        roles=OFFICERS,
        way=AT_ONCE,
        can_be_disabled=False,
    ),
)
kinds.register(
    "access.ended",
    NoticeKind(
        label=_("Kết thúc vai trò"),
        title=_("Vai trò {role} của chị/anh kết thúc"),
        text=_("Nơi phụ trách: {unit}, kết thúc từ ngày {until_day}."),
        sample={"role": "cán bộ xã", "unit": "xã Mẫu", "until_day": "01/07/2026"},
        roles=OFFICERS,
        way=AT_ONCE,
        can_be_disabled=False,
    ),
)
kinds.register(
    "access.delegated",
    NoticeKind(
        label=_("Được uỷ quyền"),
        title=_("Chị/anh được uỷ quyền vai trò {role}"),
        text=_("Nơi phụ trách: {unit}, từ ngày {from_day} đến trước ngày {until_day}."),
        sample={
            "role": "lãnh đạo xã",
            "unit": "xã Mẫu",
            "from_day": "01/07/2026",
            "until_day": "15/07/2026",
        },
        roles=OFFICERS,
        way=AT_ONCE,
        can_be_disabled=False,
    ),
)
kinds.register(
    "accounts.second_factor_reset",
    NoticeKind(
        label=_("Gỡ lớp bảo vệ thứ hai"),
        title=_("Lớp bảo vệ thứ hai của tài khoản đã được gỡ"),
        text=_("Nếu không phải do yêu cầu của chị/anh, báo ngay người quản trị."),
        sample={},
        way=INBOX,
        urgent=True,
        can_be_disabled=False,
    ),
)
kinds.register(
    "accounts.new_device",
    NoticeKind(
        label=_("Đăng nhập từ thiết bị mới"),
        title=_("Tài khoản vừa đăng nhập từ một thiết bị mới"),
        text=_("Nếu không phải chị/anh, đổi mật khẩu và đăng xuất mọi nơi."),
        sample={},
        way=AT_ONCE,
        urgent=True,
        can_be_disabled=False,
    ),
)
kinds.register(
    "exchange.dead",
    NoticeKind(
        label=_("Thư đi không giao được"),
        title=_("Có thư không giao được cho {partner}"),
        text=_("Thư số {number} đã thử hết số lần, lý do: {fault}. Cần người quyết định."),
        sample={"partner": "email", "number": 12, "fault": "rcpt-550"},
        way=DIGEST,
        roles=frozenset({str(Role.ADMINISTRATOR)}),
    ),
)
kinds.register(
    "units.reform_took_effect",
    NoticeKind(
        label=_("Sắp xếp đơn vị có hiệu lực"),
        title=_("Sắp xếp đơn vị có hiệu lực: {title}"),
        text=_("Phạm vi phụ trách của chị/anh có thể đã đổi. Số liệu cũ vẫn theo đơn vị cũ."),
        sample={"title": "Nhập hai xã mẫu"},
        way=DIGEST,
        roles=OFFICERS,
    ),
)
