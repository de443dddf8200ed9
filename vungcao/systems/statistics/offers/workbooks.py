"""What is offered of workbooks: the menu."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.screens import MenuEntry, menu
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.offers.group import FIGURES

menu.register(
    "statistics.20_workbooks",
    MenuEntry(
        label=_("Nhập bằng tệp Excel"),
        url_name="statistics:workbooks",
        roles=permissions.IMPORT_WORKBOOKS,
        group=FIGURES,
        icon="upload",
    ),
)
