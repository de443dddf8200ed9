"""Printed forms (Mẫu 01–04, 06): which paper was printed for which selection, list or person."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.documents.models import Document
from vungcao.kernel.scopes.models import IS_A_PATH, ScopedQuerySet, ScopeField
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models.recognitions import Recognition
from vungcao.systems.prestige.models.rounds import ProposalList, SelectionRound


class FormPaper(models.Model):
    """One printed form. `form` is the name of its document template."""

    document = models.OneToOneField(Document, models.PROTECT, verbose_name=_("văn bản"))
    form = models.CharField(_("mẫu phiếu"), max_length=80, db_collation="C")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("địa bàn"))
    scope = ScopeField(_("phạm vi"))
    selection = models.ForeignKey(
        SelectionRound,
        models.PROTECT,
        null=True,
        related_name="papers",
        verbose_name=_("đợt bình chọn"),
    )
    proposal = models.ForeignKey(
        ProposalList,
        models.PROTECT,
        null=True,
        related_name="papers",
        verbose_name=_("danh sách đề nghị"),
    )
    recognition = models.ForeignKey(
        Recognition,
        models.PROTECT,
        null=True,
        related_name="papers",
        verbose_name=_("người có uy tín"),
    )

    objects = ScopedQuerySet["FormPaper"].as_manager()

    class Meta:
        verbose_name = _("phiếu in theo mẫu")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="form_paper_scope_is_a_path"),
            models.CheckConstraint(
                condition=models.Q(selection__isnull=False)
                | models.Q(proposal__isnull=False)
                | models.Q(recognition__isnull=False),
                name="form_paper_is_about_something",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.form}"
