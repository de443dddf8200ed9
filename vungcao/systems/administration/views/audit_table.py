"""The audit trail as a list without end: it grows with every step that anybody takes."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.audit.models import Entry
from vungcao.systems.administration.views.words import ACTIONS, subject_words
from vungcao.web.tables import Column, Kind, Table


def action_words(action: str) -> str | Promise:
    """What was done; an action without words is shown as its code."""
    return ACTIONS.get(action, action)


def about(entry: Entry) -> str:
    """Everything that was done with the same subject."""
    return f"{reverse('administration:audit')}?{urlencode({'subject': entry.subject})}"


TRAIL: Table[Entry, Entry] = Table(
    name="administration.audit",
    label=_("Dòng nhật ký"),
    columns=(
        Column(
            "action",
            _("Việc"),
            lambda entry: action_words(entry.action),
            address=lambda entry: reverse("administration:audit-entry", args=[entry.pk]),
        ),
        Column("actor", _("Người làm"), lambda entry: entry.actor),
        Column(
            "subject", _("Đối tượng"), lambda entry: subject_words(entry.subject), address=about
        ),
        # In the order of writing, which is that of the key: two clocks may differ.
        Column("at", _("Lúc"), lambda entry: entry.at, Kind.SECOND, order=("pk",)),
        Column("code", _("Mã việc"), lambda entry: entry.action, usual=False),
        Column("subject_code", _("Mã đối tượng"), lambda entry: entry.subject, usual=False),
        Column("number", _("Số"), lambda entry: str(entry.pk), usual=False),
    ),
    order="-at",
    nothing=_("Không có dòng nào khớp với bộ lọc."),
    kept=("action",),
    is_endless=True,
)
