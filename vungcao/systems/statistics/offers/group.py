"""The group of the entries of statistics in the menu; they stand in the order of their numbers."""

from django.utils.translation import gettext_lazy as _

FIGURES = _("Số liệu")
