"""What norms offer to the loading of reference data."""

from vungcao.kernel.norms import loading
from vungcao.kernel.offers.upkeep import ReferenceFile, reference_files

POVERTY_INDICATORS = loading.table_loader(
    "poverty.indicators",
    "Chỉ số thiếu hụt dịch vụ xã hội cơ bản",
    [
        {"name": "dimension", "label": "Chiều", "type": "text"},
        {"name": "indicator", "label": "Chỉ số", "type": "text"},
    ],
)

reference_files.register("norms.values", ReferenceFile(200, "norm_values.csv", loading.load_values))
reference_files.register(
    "norms.poverty_indicators", ReferenceFile(201, "poverty_indicators.csv", POVERTY_INDICATORS)
)
reference_files.register(
    "norms.ethnic_groups", ReferenceFile(210, "ethnic_groups.csv", loading.load_ethnic_groups)
)
reference_files.register(
    "norms.ethnic_codes", ReferenceFile(211, "ethnic_codes.csv", loading.load_ethnic_codes)
)
reference_files.register(
    "norms.local_groups", ReferenceFile(212, "local_groups.csv", loading.load_local_groups)
)
reference_files.register(
    "norms.rule_sets", ReferenceFile(220, "demarcation_sets.csv", loading.load_rule_sets)
)
reference_files.register(
    "norms.criteria", ReferenceFile(221, "demarcation_criteria.csv", loading.load_criteria)
)
