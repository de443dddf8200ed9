"""What the trail's codes mean in words; an action that is not listed here is shown as its code."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "access.granted": _("Cấp vai trò"),
    "access.refused": _("Từ chối mở trang"),
    "accounts.demo_opened": _("Mở tài khoản trình diễn"),
    "accounts.sign_in_refused": _("Từ chối đăng nhập"),
    "accounts.signed_in": _("Đăng nhập"),
    "accounts.signed_out": _("Đăng xuất"),
    "calendar.day_overridden": _("Đổi ngày làm việc"),
    "citations.confirmed": _("Xác minh căn cứ"),
    "citations.entered": _("Ghi căn cứ"),
    "units.boundaries_imported": _("Nhập ranh giới"),
    "units.change_removed": _("Bỏ một dòng của bản nháp sắp xếp"),
    "units.changes_written": _("Ghi các dòng của bản nháp sắp xếp"),
    "units.establishment_added": _("Thêm đơn vị mới vào bản nháp"),
    "units.loaded": _("Nạp đơn vị hành chính"),
    "units.opened": _("Mở đơn vị"),
    "units.placed": _("Xếp đơn vị vào vùng, địa bàn"),
    "units.reform_applied": _("Áp dụng sắp xếp đơn vị"),
    "units.reform_discarded": _("Xoá bản nháp sắp xếp"),
    "units.reform_drafted": _("Lập bản nháp sắp xếp"),
    "units.reform_revised": _("Sửa bản nháp sắp xếp"),
    "units.reform_took_effect": _("Sắp xếp đơn vị có hiệu lực"),
    "units.reform_undone": _("Hoàn tác sắp xếp đơn vị"),
    "units.revision_added": _("Thêm thay đổi, bãi bỏ vào bản nháp"),
    "units.succession_added": _("Thêm dòng chuyển vào bản nháp"),
    "units.tallies_recorded": _("Ghi số đếm của đơn vị"),
    "units.villages_imported": _("Nhập danh sách thôn"),
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
