"""A step of approval that the author of the text cannot take."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from vungcao.kernel.accounts.models import User


class PeerCheck(AbstractGroupApprovalTask):
    """A check (kiểm tra) by somebody of the groups who has not written what is checked."""

    class Meta:
        verbose_name = _("bước kiểm tra chéo")

    def get_actions(self, obj: models.Model, user: User) -> list[tuple[str, str, bool]]:
        actions: list[tuple[str, str, bool]] = super().get_actions(obj, user)
        return [] if _wrote(obj, user) else actions


def _wrote(obj: Any, user: User) -> bool:
    latest = obj.latest_revision
    return latest is not None and latest.user_id == user.pk
