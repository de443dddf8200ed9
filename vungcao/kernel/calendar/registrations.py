"""What calendars offer to the loading of reference data."""

from vungcao.kernel.calendar import loading
from vungcao.kernel.offers.upkeep import ReferenceFile, reference_files

reference_files.register(
    "calendar.calendars", ReferenceFile(300, "working_calendars.csv", loading.load_calendars)
)
reference_files.register(
    "calendar.hours", ReferenceFile(301, "working_hours.csv", loading.load_hours)
)
reference_files.register(
    "calendar.overrides", ReferenceFile(302, "day_overrides.csv", loading.load_overrides)
)
