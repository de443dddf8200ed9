"""The code lists, indicators and forms that come with the product."""

from vungcao.kernel.offers.upkeep import ReferenceFile, reference_files
from vungcao.systems.statistics.offers.loading import load_indicators, load_items, load_lists
from vungcao.systems.statistics.offers.loading_forms import load_forms
from vungcao.systems.statistics.offers.loading_published import load_counts, load_figures

reference_files.register("statistics.lists", ReferenceFile(500, "statistics_lists.csv", load_lists))
reference_files.register("statistics.items", ReferenceFile(501, "statistics_items.csv", load_items))
reference_files.register(
    "statistics.indicators", ReferenceFile(510, "statistics_indicators.csv", load_indicators)
)
reference_files.register("statistics.forms", ReferenceFile(520, "statistics_forms.csv", load_forms))
reference_files.register(
    "statistics.published_counts",
    ReferenceFile(530, "statistics_published_counts.csv", load_counts),
)
reference_files.register(
    "statistics.published_figures",
    ReferenceFile(531, "statistics_published_figures.csv", load_figures),
)
