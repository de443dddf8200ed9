"""Kinds of voices, as everybody reads them below a recording."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Voice(models.TextChoices):
    """Whose voice is heard. A machine reads Vietnamese and English alone."""

    PERSON = "person", _("người đọc")
    MACHINE = "machine", _("giọng máy")
    TONE = "tone", _("âm mẫu, không phải tiếng nói")
