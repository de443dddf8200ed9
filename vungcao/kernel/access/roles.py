"""The catalogue of roles; a system's permissions.py says which of them may do what."""

from typing import TypeAlias

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """Design.md 11. The slug is also the name of the demo account."""

    COMMUNE_OFFICER = "canbo-xa", _("cán bộ xã")
    COMMUNE_LEADER = "lanhdao-xa", _("lãnh đạo xã")
    VILLAGE_HEAD = "truongthon", _("trưởng thôn")
    DESK_OFFICER = "mot-cua", _("cán bộ một cửa")
    SPECIALIST = "chuyenvien", _("chuyên viên Sở Dân tộc và Tôn giáo")
    INDICATOR_OWNER = "so-nganh", _("sở, ngành giữ chỉ tiêu")
    DEPARTMENT_LEADER = "lanhdao-so", _("lãnh đạo Sở Dân tộc và Tôn giáo")
    PROVINCE_LEADER = "ubnd", _("lãnh đạo Uỷ ban nhân dân tỉnh")
    FINANCE = "tai-chinh", _("cán bộ tài chính")
    INVESTOR = "chu-dau-tu", _("chủ đầu tư")
    EDITOR = "bientap", _("biên tập viên")
    PUBLISHER = "duyet-bai", _("người duyệt bài")
    DESIGNER = "thiet-ke", _("người thiết kế thủ tục, biểu mẫu")
    AUDITOR = "kiem-tra", _("kiểm tra: đọc tất cả, không sửa")
    MINISTRY_READER = "bo", _("người đọc ở Bộ")
    ADMINISTRATOR = "quan-tri", _("quản trị: không xem dữ liệu cá nhân")
    CITIZEN = "congdan", _("người dân")
    PRESTIGIOUS_PERSON = "uytin", _("người có uy tín")


Permission: TypeAlias = frozenset[Role]

ANY_ROLE: Permission = frozenset(Role)
OFFICE: Permission = ANY_ROLE - {Role.CITIZEN, Role.PRESTIGIOUS_PERSON}
