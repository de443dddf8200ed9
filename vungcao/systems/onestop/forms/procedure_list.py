"""The file of a list of procedures, and the decision that it rests on."""

from django.utils.translation import gettext_lazy as _

from vungcao.systems.onestop.forms.design_fields import text_field
from vungcao.web.carried import Upload
from vungcao.web.fields import DateField


class ListFile(Upload):
    wanted = _("Tệp danh mục thủ tục (.xlsx hoặc .csv)")
    missing = _("Chọn tệp danh mục thủ tục (.xlsx hoặc .csv).")

    decision_number = text_field(_("Quyết định công bố danh mục"), 60)
    valid_from = DateField(label=_("Có hiệu lực từ ngày"))
