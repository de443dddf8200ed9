"""What the pages of citizens offer: the way to a dossier in the foot of public pages."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.screens import PublicEntry, public_entries

public_entries.register(
    "onestop.track",
    PublicEntry(
        label=_("Theo dõi hồ sơ"),
        url_name="onestop:track",
        text=_("Xem hồ sơ đang ở đâu bằng mã tra cứu và mã bí mật."),
        icon="clock",
    ),
)
