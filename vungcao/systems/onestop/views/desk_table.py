"""The queue of the desk: what was submitted and waits for its receipt."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.services.desk_reading import DossierLine, read_dossier_lines
from vungcao.web.tables import Column, Kind, Table


def table(reader: User, day: date) -> Table[Dossier, DossierLine]:
    """Dossiers with who applied; each look at a name is in the trail."""
    return Table(
        name="onestop.online",
        label=_("Hồ sơ chờ tiếp nhận"),
        columns=COLUMNS,
        order="submitted",
        nothing=_("Không có hồ sơ nào chờ tiếp nhận ở nơi của chị/anh."),
        prepare=lambda rows: read_dossier_lines(rows=rows, today=day, by=reader),
    )


COLUMNS: tuple[Column[DossierLine], ...] = (
    Column(
        "number",
        _("Số hồ sơ"),
        lambda line: line.dossier.case.number,
        order=("case__number",),
        address=lambda line: reverse("onestop:receive", args=[line.pk]),
    ),
    Column("name", _("Người nộp"), lambda line: line.name, is_name=True),
    Column("procedure", _("Thủ tục"), lambda line: line.dossier.version.name),
    Column("place", _("Địa bàn"), lambda line: line.place, is_name=True),
    Column(
        "channel",
        _("Cách nộp"),
        lambda line: line.dossier.get_channel_display(),
        order=("channel",),
    ),
    Column(
        "submitted",
        _("Nộp lúc"),
        lambda line: line.dossier.submitted_at,
        kind=Kind.MOMENT,
        order=("submitted_at",),
    ),
)
