"""As an English reader writes them; what is typed the Vietnamese way is read as well.

A month in letters leaves no doubt about 05/06/2026. Numbers in fields: `web.fields`.
"""

from vungcao.config.formats.vi import formats as vi

DATE_INPUT_FORMATS = [*vi.DATE_INPUT_FORMATS, "%d %b %Y", "%d %B %Y"]
DATE_FORMAT = SHORT_DATE_FORMAT = "j M Y"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "H:i, j M Y"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
