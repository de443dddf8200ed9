"""What each role of the catalogue is for, in words an officer understands, and where it is held.

This is how the product is made, not law: a change is a release, and screens print it as it stands.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.roles import Role
from vungcao.kernel.units.models import Kind

NATION, PROVINCE, COMMUNE, VILLAGE = Kind.NATION, Kind.PROVINCE, Kind.COMMUNE, Kind.VILLAGE


@dataclass(frozen=True)
class RoleFacts:
    """One role: `levels` are the kinds of units over which it can be granted.

    Without levels nobody grants it: the account itself is the citizen's. `signs`: delegating it
    needs a decision with a number. `needs_body`: it is held as part of an organisation.
    """

    does: Promise
    sees: Promise
    never: Promise
    levels: tuple[Kind, ...] = ()
    signs: bool = False
    personal: bool = False
    needs_body: bool = False
    delegable: bool = True


OWN_ROWS = _("Chỉ những gì của chính mình: hồ sơ đã nộp, thông báo, góp ý đã gửi.")

FACTS: dict[Role, RoleFacts] = {
    Role.COMMUNE_OFFICER: RoleFacts(
        does=_("Nhập số liệu, lập và nộp biểu của xã; tiếp nhận, thẩm định hồ sơ được giao."),
        sees=_("Mọi thôn, hộ, hồ sơ của xã mình, kể cả dữ liệu cá nhân khi công việc cần."),
        never=_("Không thấy xã khác, không ký thay lãnh đạo xã."),
        levels=(COMMUNE,),
        personal=True,
    ),
    Role.COMMUNE_LEADER: RoleFacts(
        does=_("Duyệt và ký biểu, hồ sơ, văn bản của xã; giao việc cho cán bộ xã."),
        sees=_("Mọi dữ liệu của xã mình, kể cả dữ liệu cá nhân."),
        never=_("Không thấy xã khác, không sửa số đã nộp lên tỉnh."),
        levels=(COMMUNE,),
        signs=True,
        personal=True,
    ),
    Role.VILLAGE_HEAD: RoleFacts(
        does=_("Báo tin, gửi số liệu và đề nghị của thôn lên xã."),
        sees=_("Hộ và việc của thôn mình."),
        never=_("Không thấy thôn khác, không duyệt hồ sơ."),
        levels=(VILLAGE,),
        personal=True,
    ),
    Role.DESK_OFFICER: RoleFacts(
        does=_("Tiếp nhận hồ sơ ở quầy, hẹn trả, chuyển xử lý, trả kết quả."),
        sees=_("Hồ sơ nộp ở trung tâm của mình, kể cả dữ liệu cá nhân trong hồ sơ."),
        never=_("Không thẩm định, không ký; không thấy hồ sơ nộp nơi khác."),
        levels=(COMMUNE, PROVINCE),
        personal=True,
    ),
    Role.SPECIALIST: RoleFacts(
        does=_("Lập biểu, kiểm tra, trả lại, tổng hợp số liệu; thẩm định hồ sơ của Sở."),
        sees=_("Mọi xã của tỉnh, kể cả dữ liệu cá nhân khi công việc cần."),
        never=_("Không ký văn bản của Sở, không sửa thay số của xã."),
        levels=(PROVINCE,),
        personal=True,
    ),
    Role.INDICATOR_OWNER: RoleFacts(
        does=_("Nhập và giữ các chỉ tiêu mà cơ quan mình chịu trách nhiệm."),
        sees=_("Số liệu tổng hợp của tỉnh; chỉ tiêu của cơ quan mình đến từng xã."),
        never=_("Không thấy dữ liệu cá nhân, không sửa chỉ tiêu của cơ quan khác."),
        levels=(PROVINCE,),
        needs_body=True,
    ),
    Role.DEPARTMENT_LEADER: RoleFacts(
        does=_("Duyệt và ký báo cáo, hồ sơ, văn bản của Sở; giao việc cho chuyên viên."),
        sees=_("Mọi xã của tỉnh, kể cả dữ liệu cá nhân khi công việc cần."),
        never=_("Không sửa số liệu thay người nhập, không phân quyền."),
        levels=(PROVINCE,),
        signs=True,
        personal=True,
    ),
    Role.PROVINCE_LEADER: RoleFacts(
        does=_("Theo dõi tình hình cả tỉnh, giao nhiệm vụ, ký quyết định của tỉnh."),
        sees=_("Số liệu, tiến độ của mọi sở, mọi xã; hồ sơ một cửa cần xem để quyết định."),
        never=_("Không mở sổ có họ tên, không sửa số liệu, không ký thay Sở hay xã."),
        levels=(PROVINCE,),
        signs=True,
        personal=True,
    ),
    Role.FINANCE: RoleFacts(
        does=_("Ghi phân bổ vốn, giải ngân, đối chiếu với kho bạc."),
        sees=_("Nguồn vốn, dự án, số giải ngân trong phạm vi được giao."),
        never=_("Không thấy dữ liệu cá nhân, không duyệt nội dung dự án."),
        levels=(PROVINCE, COMMUNE),
    ),
    Role.INVESTOR: RoleFacts(
        does=_("Báo tiến độ, khối lượng, giải ngân của dự án mình làm chủ đầu tư."),
        sees=_("Dự án của mình trong phạm vi được giao."),
        never=_("Không thấy dự án của chủ đầu tư khác, không thấy dữ liệu cá nhân."),
        levels=(PROVINCE, COMMUNE),
    ),
    Role.EDITOR: RoleFacts(
        does=_("Soạn tin, bài, tài liệu cho cổng thông tin và bản tin."),
        sees=_("Bài viết, ảnh, tài liệu của cổng."),
        never=_("Không tự đăng bài, không thấy hồ sơ và dữ liệu cá nhân."),
        levels=(PROVINCE, COMMUNE),
    ),
    Role.PUBLISHER: RoleFacts(
        does=_("Duyệt, đăng, gỡ tin, bài và góp ý công khai."),
        sees=_("Bài viết đang chờ duyệt và đã đăng."),
        never=_("Không thấy hồ sơ và dữ liệu cá nhân."),
        levels=(PROVINCE,),
    ),
    Role.DESIGNER: RoleFacts(
        does=_("Thiết kế thủ tục, biểu mẫu, mẫu in; chạy thử trước khi ban hành."),
        sees=_("Mọi phiên bản của thủ tục và biểu mẫu."),
        never=_("Không thấy hồ sơ thật và dữ liệu cá nhân."),
        levels=(PROVINCE,),
    ),
    Role.AUDITOR: RoleFacts(
        does=_("Đọc để kiểm tra, thanh tra; đọc nhật ký hệ thống."),
        sees=_("Mọi dữ liệu trong phạm vi được giao; mỗi lần đọc dữ liệu cá nhân đều được ghi."),
        never=_("Không sửa, không ký, không gửi gì."),
        levels=(NATION, PROVINCE, COMMUNE),
        personal=True,
    ),
    Role.MINISTRY_READER: RoleFacts(
        does=_("Đọc số liệu, báo cáo mà tỉnh gửi lên Bộ."),
        sees=_("Số liệu tổng hợp của các tỉnh."),
        never=_("Không thấy dữ liệu cá nhân, không sửa."),
        levels=(NATION,),
    ),
    Role.ADMINISTRATOR: RoleFacts(
        does=_("Mở tài khoản, phân quyền, giữ danh mục, lịch, quy định; theo dõi máy chủ."),
        sees=_("Danh mục, tài khoản, nhật ký, tình trạng hệ thống."),
        never=_("Không thấy dữ liệu cá nhân, không nhập và không duyệt nghiệp vụ."),
        levels=(NATION, PROVINCE),
        delegable=False,
    ),
    Role.CITIZEN: RoleFacts(
        does=_("Nộp hồ sơ, theo dõi, góp ý, nhận thông báo."),
        sees=OWN_ROWS,
        never=_("Không thấy gì của người khác, không vào được trang của cán bộ."),
        personal=True,
    ),
    Role.PRESTIGIOUS_PERSON: RoleFacts(
        does=_("Báo tin, kiến nghị của bà con và nhận trả lời; nộp hồ sơ như mọi người dân."),
        sees=OWN_ROWS,
        never=_("Không thấy gì của người khác, không vào được trang của cán bộ."),
        personal=True,
    ),
}
