"""What is offered of indicators: the menu and the search."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.screens import MenuEntry, menu
from vungcao.kernel.offers.search import Source, sources
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.offers.group import FIGURES
from vungcao.systems.statistics.queries import indicators
from vungcao.systems.statistics.services.indicating import CHANGED

menu.register(
    "statistics.70_indicators",
    MenuEntry(
        label=_("Danh mục chỉ tiêu"),
        url_name="statistics:indicators",
        roles=permissions.READ_CATALOGUE,
        group=FIGURES,
        icon="book",
    ),
)
sources.register(
    "statistics.indicators",
    Source(
        label=_("Chỉ tiêu"),
        roles=frozenset(map(str, permissions.READ_CATALOGUE)),
        url_name="statistics:indicator",
        model="statistics.Indicator",
        topics=frozenset({CHANGED}),
        read=indicators.entries,
    ),
)
