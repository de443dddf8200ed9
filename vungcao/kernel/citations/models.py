"""Which article of which text a row rests on, and whether anybody has read it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a row can be trusted. Only SEEN is law; the others say so wherever they appear."""

    SEEN = "seen", _("đã đọc văn bản")
    MEMORY = "memory", _("theo trí nhớ")
    UNVERIFIED = "unverified", _("chưa xác minh")
    SYNTHETIC = "synthetic", _("dữ liệu mẫu")


class Citation(models.Model):
    """An article of a legal text, or the source of a figure.

    Until somebody has read it, screens say "chưa xác minh"; who confirms it writes where they
    read it into `source`.
    """

    number = models.CharField(_("số, ký hiệu"), max_length=120)
    article = models.CharField(_("điều, khoản"), max_length=120, blank=True, default="")
    title = models.CharField(_("trích yếu"), max_length=400, blank=True, default="")
    url = models.CharField(_("địa chỉ"), max_length=400, blank=True, default="")
    source = models.TextField(_("nguồn"), blank=True, default="")
    state = models.CharField(
        _("tình trạng"), max_length=12, choices=State, default=State.UNVERIFIED
    )

    class Meta:
        verbose_name = _("căn cứ")
        constraints = [
            models.UniqueConstraint(fields=["number", "article"], name="citation_stands_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=State), name="citation_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.article, self.number]))

    @property
    def is_seen(self) -> bool:
        return self.state == State.SEEN
