"""What is said when figures are due or late, wait, came back, or are talked about."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.notices import AT_ONCE, DIGEST, NoticeKind, kinds
from vungcao.kernel.offers.outbox import Value
from vungcao.systems.statistics.rules import parts
from vungcao.systems.statistics.services import campaigning, telling

ENTERERS = frozenset(map(str, parts.ENTER | parts.ENTER_FOR_BODY))
TALKERS = ENTERERS | frozenset(map(str, parts.CERTIFY | parts.RETURN))
SAMPLE: dict[str, Value] = {
    "form": "Biểu mẫu",
    "period": "Xã mẫu, Năm 2026",
    "due": "22/01/2027",
    "submission": 1,
}
UNDATED: dict[str, Value] = {name: SAMPLE[name] for name in ("form", "period", "submission")}
# Each of them leads to the answer of which it speaks.
PAGE, OF = "statistics:submission", "submission"

kinds.register(
    campaigning.DUE_SOON,
    NoticeKind(
        label=_("Báo cáo số liệu sắp đến hạn"),
        title=_("Biểu “{form}” phải nộp trước hết ngày {due}"),
        text=_("{period}. Báo cáo còn đang nhập, chưa nộp."),
        sample=SAMPLE,
        url_name=PAGE,
        url_field=OF,
        roles=ENTERERS,
    ),
)
kinds.register(
    campaigning.DUE_TODAY,
    NoticeKind(
        label=_("Báo cáo số liệu đến hạn hôm nay"),
        title=_("Hôm nay là hạn nộp biểu “{form}”"),
        text=_("{period}. Báo cáo còn đang nhập, chưa nộp; hạn là ngày {due}."),
        sample=SAMPLE,
        url_name=PAGE,
        url_field=OF,
        way=AT_ONCE,
        roles=ENTERERS,
    ),
)
kinds.register(
    campaigning.OVERDUE,
    NoticeKind(
        label=_("Báo cáo số liệu quá hạn"),
        title=_("Biểu “{form}” đã quá hạn nộp từ ngày {due}"),
        text=_("{period}. Nộp sớm, hoặc báo Sở lý do chậm."),
        sample=SAMPLE,
        url_name=PAGE,
        url_field=OF,
        way=AT_ONCE,
        roles=ENTERERS,
    ),
)
kinds.register(
    telling.TO_CERTIFY,
    NoticeKind(
        label=_("Báo cáo số liệu chờ xác nhận"),
        title=_("Biểu “{form}” chờ xác nhận"),
        text=_("{period}. Người nhập đã nộp; cần một người khác của đơn vị xác nhận."),
        sample=UNDATED,
        url_name=PAGE,
        url_field=OF,
        roles=frozenset(map(str, parts.CERTIFY | parts.ENTER_FOR_BODY)),
    ),
)
kinds.register(
    telling.CAME_BACK,
    NoticeKind(
        label=_("Báo cáo số liệu được trả lại"),
        title=_("Biểu “{form}” được trả lại để sửa"),
        text=_("{period}. Số ô bị trả lại: {count}. Chỉ sửa được các ô ấy, sửa xong thì nộp lại."),
        sample={**UNDATED, "count": 3},
        url_name=PAGE,
        url_field=OF,
        way=AT_ONCE,
        roles=ENTERERS,
    ),
)
kinds.register(
    telling.UNLOCKED,
    NoticeKind(
        label=_("Báo cáo số liệu được mở khoá"),
        title=_("Biểu “{form}” được mở khoá để sửa"),
        text=_("{period}. Mọi ô lại nhập được, sửa xong thì nộp lại."),
        sample=UNDATED,
        url_name=PAGE,
        url_field=OF,
        way=AT_ONCE,
        roles=ENTERERS,
    ),
)

for name, way, is_urgent, label, title in (
    (
        telling.CELL_NOTED,
        DIGEST,
        False,
        _("Trao đổi về ô số liệu"),
        _("Có trao đổi mới về ô của biểu “{form}”"),
    ),
    (
        telling.CELL_URGENT,
        AT_ONCE,
        True,
        _("Trao đổi gấp về ô số liệu"),
        _("Có trao đổi gấp về ô của biểu “{form}”"),
    ),
):
    kinds.register(
        name,
        NoticeKind(
            label=label,
            title=title,
            text=_("{period}. Mở báo cáo để đọc và trả lời ở từng ô."),
            sample=UNDATED,
            url_name=PAGE,
            url_field=OF,
            way=way,
            urgent=is_urgent,
            roles=TALKERS,
        ),
    )
