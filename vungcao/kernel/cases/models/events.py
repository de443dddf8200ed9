"""What happened in a case: appended, chained, never changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.audit.models import said
from vungcao.kernel.cases.models.cases import Case
from vungcao.kernel.vault.fields import SealedField


class CaseEvent(models.Model):
    """One event. `body` is canonical JSON of ids and codes; `note` is somebody's sealed sentence.

    The database gives `seq` and `hash`: each hash covers the one before, the body and the sealed
    note as it stands, so that erasing a person leaves the chain whole.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="events", verbose_name=_("vụ việc"))
    seq = models.PositiveIntegerField(_("thứ tự"), default=0)
    at = models.DateTimeField(_("lúc"))
    body = models.TextField(_("nội dung"))
    note = SealedField(_("lời ghi"), null=True)
    hash = models.BinaryField(_("mã băm"), default=b"")
    actor = said("actor")
    action = said("action")

    class Meta:
        verbose_name = _("việc đã ghi")
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="case_event_has_its_place")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.action}"
