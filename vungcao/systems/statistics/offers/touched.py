"""What a reform of units touches here: it moves who is responsible, never a figure."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.upkeep import Touch, touches
from vungcao.systems.statistics.queries import holding

touches.register(
    "statistics.figures",
    Touch(
        label=_("Số liệu đã ghi"),
        count=holding.count_figures,
        what_happens=_("Giữ nguyên theo đơn vị cũ; đơn vị tiếp nhận xem và trả lời thay"),
    ),
)
touches.register(
    "statistics.answers",
    Touch(
        label=_("Báo cáo số liệu chưa tiếp nhận"),
        count=holding.count_open_answers,
        what_happens=_("Do đơn vị tiếp nhận hoàn thành, vẫn đứng tên đơn vị cũ"),
    ),
)
