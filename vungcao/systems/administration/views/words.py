"""What the trail's codes mean in words; an action that is not listed here is shown as its code."""

from django.apps import apps
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "access.delegated": _("Uỷ quyền"),
    "access.delegation_ended": _("Thu lại uỷ quyền"),
    "access.grant_ended": _("Kết thúc vai trò"),
    "access.granted": _("Cấp vai trò"),
    "access.refused": _("Từ chối mở trang"),
    "accounts.forgotten": _("Đóng tài khoản của người đã xoá dữ liệu"),
    "accounts.citizen_opened": _("Người dân mở tài khoản"),
    "accounts.code_asked": _("Yêu cầu mã một lần"),
    "accounts.code_confirmed": _("Nhập đúng mã một lần"),
    "accounts.code_refused": _("Từ chối mã một lần"),
    "accounts.deactivated": _("Ngừng tài khoản"),
    "accounts.demo_opened": _("Mở tài khoản trình diễn"),
    "accounts.factor_added": _("Thêm lớp bảo vệ"),
    "accounts.factor_removed": _("Gỡ lớp bảo vệ"),
    "accounts.factors_reset": _("Quản trị gỡ bảo vệ hai lớp"),
    "accounts.invitation_accepted": _("Nhận lời mời mở tài khoản"),
    "accounts.invitation_withdrawn": _("Rút lời mời mở tài khoản"),
    "accounts.invited": _("Mời mở tài khoản"),
    "accounts.passkey_named": _("Đổi tên khoá truy cập"),
    "accounts.password_set": _("Đặt mật khẩu"),
    "accounts.reactivated": _("Mở lại tài khoản"),
    "accounts.recovery_code_used": _("Dùng mã dự phòng"),
    "accounts.recovery_codes_made": _("Tạo mã dự phòng"),
    "accounts.sessions_ended": _("Đăng xuất từ xa"),
    "accounts.view_removed": _("Xoá một cách xem danh sách"),
    "accounts.language_chosen": _("Chọn ngôn ngữ hiển thị"),
    "accounts.view_saved": _("Lưu một cách xem danh sách"),
    "accounts.sign_in_refused": _("Từ chối đăng nhập"),
    "accounts.signed_in": _("Đăng nhập"),
    "accounts.signed_out": _("Đăng xuất"),
    "administration.practice_switched": _("Bật, tắt, đặt lại chế độ thực hành"),
    "calendar.declared": _("Lập lịch làm việc"),
    "calendar.hours_posted": _("Ghi giờ làm việc"),
    "calendar.override_confirmed": _("Xác nhận thay đổi ngày làm việc"),
    "calendar.override_set": _("Đổi ngày làm việc"),
    "calendar.override_withdrawn": _("Rút thay đổi ngày làm việc"),
    "cases.pattern_set": _("Đặt quy tắc đánh số vụ việc"),
    "cases.read": _("Xem lời ghi trong vụ việc"),
    "cases.stepped": _("Ghi một việc trong vụ việc"),
    "charts.exported": _("Tải một biểu đồ về"),
    "citations.confirmed": _("Xác minh căn cứ"),
    "citations.entered": _("Ghi căn cứ"),
    "exchange.partner_decided": _("Quyết định về đối tác kết nối"),
    "exchange.partner_enrolled": _("Ghi đối tác kết nối"),
    "exchange.partner_revised": _("Sửa đối tác kết nối"),
    "exchange.received": _("Nhận thư đến"),
    "exchange.replayed": _("Giao lại một đoạn thư đi"),
    "exchange.retried": _("Gửi lại một thư đi"),
    "exchange.skipped": _("Bỏ qua một thư đi"),
    "files.downloaded": _("Tải về tệp có dữ liệu cá nhân"),
    "files.expired": _("Rà soát tệp hết thời hạn lưu"),
    "files.held": _("Giữ lại tệp"),
    "files.quarantined": _("Cách ly tệp có vi-rút"),
    "files.released": _("Thôi giữ lại tệp"),
    "files.removed": _("Xoá tệp"),
    "files.stored": _("Lưu tệp"),
    "files.swept": _("Dọn kho tệp"),
    "jobs.cancelled": _("Yêu cầu dừng công việc nền"),
    "jobs.ended": _("Công việc nền kết thúc"),
    "jobs.retried": _("Cho làm lại công việc nền"),
    "jobs.started": _("Giao công việc nền"),
    "jobs.task_retried": _("Cho làm lại việc của hệ thống"),
    "documents.discarded": _("Bỏ dự thảo văn bản"),
    "documents.drafted": _("Soạn văn bản"),
    "documents.key_registered": _("Ghi nhận khoá ký số"),
    "documents.key_withdrawn": _("Rút khoá ký số"),
    "documents.number_cancelled": _("Huỷ số văn bản"),
    "documents.numbered": _("Cấp số văn bản"),
    "documents.numbers_reserved": _("Giữ số văn bản"),
    "documents.related": _("Ghi văn bản thay thế, sửa đổi, bãi bỏ"),
    "documents.revised": _("Sửa dự thảo văn bản"),
    "documents.revoked": _("Thu hồi văn bản"),
    "documents.series_opened": _("Mở sổ số văn bản"),
    "documents.signed": _("Ký số văn bản"),
    "documents.version_kept": _("Lưu một bản của văn bản"),
    "norms.alias_named": _("Ghi tên gọi khác của dân tộc"),
    "norms.criteria_entered": _("Ghi tiêu chí phân định"),
    "norms.ethnic_code_assigned": _("Gán mã dân tộc"),
    "norms.ethnic_group_entered": _("Ghi dân tộc"),
    "norms.local_group_named": _("Ghi nhóm địa phương"),
    "norms.parameter_declared": _("Khai báo tham số"),
    "norms.rule_set_opened": _("Mở bộ quy tắc phân định"),
    "norms.table_declared": _("Khai báo bảng"),
    "norms.table_published": _("Ban hành phiên bản của bảng"),
    "norms.value_closed": _("Kết thúc một giá trị"),
    "norms.value_set": _("Đặt giá trị"),
    "norms.value_withdrawn": _("Rút một giá trị"),
    "organisations.calendar_set": _("Đặt lịch làm việc của cơ quan"),
    "organisations.code_assigned": _("Gán mã của cơ quan"),
    "organisations.code_corrected": _("Sửa mã của cơ quan trong ngày"),
    "organisations.contact_corrected": _("Sửa liên hệ của cơ quan trong ngày"),
    "organisations.contact_set": _("Ghi liên hệ của cơ quan"),
    "organisations.established": _("Lập cơ quan, đơn vị"),
    "organisations.name_corrected": _("Sửa tên của cơ quan trong ngày"),
    "organisations.place_corrected": _("Sửa cơ quan cấp trên trong ngày"),
    "organisations.placed": _("Xếp cơ quan dưới cơ quan cấp trên"),
    "organisations.renamed": _("Đổi tên cơ quan"),
    "organisations.succeeded": _("Ghi kế thừa của cơ quan"),
    "people.consent_given": _("Ghi sự đồng ý"),
    "people.consent_withdrawn": _("Ghi việc rút lại sự đồng ý"),
    "people.contact_added": _("Ghi thêm liên lạc của nhân khẩu"),
    "people.contact_closed": _("Thôi dùng một liên lạc của nhân khẩu"),
    "people.contact_verified": _("Xác thực liên lạc của nhân khẩu"),
    "people.corrected": _("Sửa thông tin nhân khẩu"),
    "people.erased": _("Xoá dữ liệu của nhân khẩu"),
    "people.household_closed": _("Kết thúc hộ gia đình"),
    "people.household_joined": _("Ghi nhân khẩu vào hộ"),
    "people.household_left": _("Ghi nhân khẩu ra khỏi hộ"),
    "people.household_opened": _("Lập hộ gia đình"),
    "people.identifier_added": _("Ghi thêm giấy tờ của nhân khẩu"),
    "people.identifier_closed": _("Thôi dùng một giấy tờ của nhân khẩu"),
    "people.marked_deceased": _("Ghi nhân khẩu đã mất"),
    "people.merged": _("Gộp hai hồ sơ nhân khẩu"),
    "people.moved": _("Ghi nơi ở mới của nhân khẩu"),
    "people.read": _("Xem dữ liệu của nhân khẩu"),
    "people.registered": _("Ghi nhân khẩu"),
    "people.role_assigned": _("Ghi vai trò của nhân khẩu"),
    "people.role_ended": _("Thôi vai trò của nhân khẩu"),
    "people.unmerged": _("Tách lại hai hồ sơ nhân khẩu"),
    "notices.chosen": _("Chọn cách nhận thông báo"),
    "prestige.cycle_opened": _("Mở kỳ công nhận người có uy tín"),
    "prestige.described": _("Sửa thành phần, trình độ của người có uy tín"),
    "prestige.no_longer_replaced": _("Bỏ ghi nhận được thay thế"),
    "prestige.recognised": _("Công nhận người có uy tín"),
    "prestige.voided": _("Huỷ dòng ghi nhầm của người có uy tín"),
    "prestige.withdrawn": _("Đưa ra khỏi danh sách người có uy tín"),
    "search.rebuilt": _("Dựng lại chỉ mục tìm kiếm"),
    "tables.exported": _("Tải một danh sách về"),
    "units.boundaries_imported": _("Nhập ranh giới"),
    "units.change_removed": _("Bỏ một dòng của dự thảo sắp xếp"),
    "units.changes_written": _("Ghi các dòng của dự thảo sắp xếp"),
    "units.establishment_added": _("Thêm đơn vị lập mới vào dự thảo"),
    "units.opened": _("Nạp đơn vị hành chính"),
    "units.placed": _("Xếp đơn vị vào hệ thống"),
    "units.reform_applied": _("Áp dụng sắp xếp đơn vị"),
    "units.reform_discarded": _("Bỏ dự thảo sắp xếp"),
    "units.reform_drafted": _("Lập dự thảo sắp xếp"),
    "units.reform_revised": _("Sửa dự thảo sắp xếp"),
    "units.reform_took_effect": _("Sắp xếp đơn vị bắt đầu có hiệu lực"),
    "units.reform_undone": _("Hoàn tác sắp xếp đơn vị"),
    "units.revision_added": _("Thêm thay đổi của một đơn vị vào dự thảo"),
    "units.succession_added": _("Thêm phần chuyển sang đơn vị sau vào dự thảo"),
    "units.tallies_recorded": _("Ghi số đếm"),
    "vault.key_destroyed": _("Huỷ khoá dữ liệu"),
    "vault.key_made": _("Tạo khoá dữ liệu"),
    "vault.keys_made": _("Tạo nhiều khoá dữ liệu"),
    "vault.master_added": _("Thêm khoá chủ"),
    "vault.masters_retired": _("Bỏ khoá chủ cũ"),
    "vault.rewrapped": _("Bọc lại khoá dữ liệu"),
}
FAULTS = {
    "missing": _("một dòng nhật ký đã bị xoá"),
    "gap": _("số thứ tự bị đứt quãng"),
    "changed": _("nội dung một dòng đã bị sửa"),
}
MEASURES = {
    "households": _("Số hộ"),
    "population": _("Số dân"),
}
COUNTED = {
    "households": _("hộ"),
    "population": _("người"),
}
LEVELS = {
    "commune": _("Xã, phường"),
    "village": _("Thôn, bản, tổ dân phố"),
}

FAULTS_OF_DELIVERY = {
    "address": _("địa chỉ nhận viết sai"),
    "interrupted": _("đang gửi thì máy xử lý bị ngắt"),
    "no-adapter": _("chưa cài cách nối với nơi này"),
    "no-answer-after-data": _("bên nhận ngắt trước khi trả lời"),
    "no-connection": _("không nối được tới máy chủ của bên nhận"),
    "connection-lost": _("đường nối bị ngắt"),
    "not-configured": _("chưa khai báo máy chủ thư (SMTP_URL)"),
    "not-connected": _("chưa nối với nhà cung cấp tin nhắn"),
    "practice": _("chế độ thực hành giữ lại, không gửi đi"),
    "unknown-kind": _("không biết soạn loại thư này"),
    "withdrawn": _("nơi gửi đã thôi gửi"),
}

TOPICS = {
    "access.ended": _("Kết thúc vai trò"),
    "cases.opened": _("Mở vụ việc"),
    "citations.changed": _("Căn cứ thay đổi"),
    "documents.issued": _("Văn bản được ban hành"),
    "letter": _("Thư, tin nhắn cho một người"),
    "norms.changed": _("Quy định thay đổi"),
    "organisations.changed": _("Cơ quan, đơn vị thay đổi"),
    "people.changed": _("Dữ liệu nhân khẩu thay đổi"),
    "units.changed": _("Đơn vị hành chính thay đổi"),
}
DETAILS = {
    "account": _("Tài khoản"),
    "asked": _("Mục được hỏi"),
    "basis": _("Căn cứ"),
    "calendar": _("Lịch làm việc"),
    "change": _("Thay đổi"),
    "code": _("Mã"),
    "count": _("Số lượng"),
    "day": _("Ngày"),
    "effective_on": _("Ngày hiệu lực"),
    "factor": _("Cách xác nhận"),
    "fields": _("Các mục đã đổi"),
    "from": _("Từ ngày"),
    "kind": _("Loại"),
    "number": _("Số"),
    "partner": _("Nơi nhận"),
    "purpose": _("Mục đích"),
    "reason": _("Lý do"),
    "role": _("Vai trò"),
    "source": _("Vai trò gốc"),
    "state": _("Trạng thái"),
    "to": _("Chuyển sang"),
    "unit": _("Đơn vị"),
    "until": _("Đến trước ngày"),
    "valid_from": _("Có hiệu lực từ ngày"),
    "valid_until": _("Hết hiệu lực từ ngày"),
}


def topic_words(topic: str) -> str | Promise:
    """What an announcement is about; one that says what the trail says uses its words."""
    return (TOPICS | ACTIONS).get(topic, topic)


def subject_words(subject: str) -> str:
    """`accounts.User:22` as a reader says it; what names no table stays as it was written."""
    label, _colon, key = subject.partition(":")
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return subject
    return f"{capfirst(model._meta.verbose_name)} {key}".strip()


def fault_words(fault: str) -> str | Promise:
    """Why a message was not delivered, in words; the answer of a mail server keeps its number."""
    step, _dash, code = fault.rpartition("-")
    if step in ("connect", "mail", "rcpt", "data") and code.isdigit():
        return gettext("máy chủ thư trả lời %(code)s") % {"code": code}
    if fault.startswith("internal-"):
        return gettext("lỗi của phần mềm (%(fault)s)") % {"fault": fault}
    return FAULTS_OF_DELIVERY.get(fault, fault)
