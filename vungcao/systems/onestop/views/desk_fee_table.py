"""The book of fees: what each column says of one."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.systems.onestop.models import Fee
from vungcao.web.tables import Column, Kind, Table


def state(fee: Fee) -> str | Promise:
    """What has become of a fee."""
    if fee.voided_at is not None:
        return _("Đã huỷ")
    return _("Chưa thu") if fee.paid_at is None else _("Đã thu")


TABLE: Table[Fee, Fee] = Table(
    name="onestop.fees",
    label=_("Sổ thu phí, lệ phí"),
    order="-paid",
    nothing=_("Chưa có khoản thu nào trong phạm vi của chị/anh."),
    kept=("state",),
    columns=(
        Column(
            "number",
            _("Số hồ sơ"),
            lambda fee: fee.dossier.case.number,
            order=("dossier__case__number",),
            address=lambda fee: reverse("onestop:fees", args=[fee.dossier_id]),
        ),
        Column("name", _("Khoản thu"), lambda fee: fee.name, is_name=True),
        Column(
            "amount",
            _("Số tiền (đồng)"),
            lambda fee: fee.amount,
            kind=Kind.NUMBER,
            order=("amount",),
        ),
        Column("moment", _("Thu khi"), lambda fee: fee.get_moment_display(), order=("moment",)),
        Column("state", _("Tình trạng"), state, leads=True),
        Column("receipt", _("Số biên lai"), lambda fee: fee.receipt, order=("receipt",)),
        Column(
            "paid",
            _("Thu lúc"),
            lambda fee: fee.paid_at,
            kind=Kind.MOMENT,
            order=("paid_at",),
        ),
        Column("basis", _("Căn cứ thu"), lambda fee: str(fee.basis or ""), usual=False),
        Column("why", _("Lý do thu khác mức"), lambda fee: fee.amount_reason, usual=False),
        Column("reason", _("Lý do huỷ"), lambda fee: fee.void_reason, usual=False),
    ),
)
