"""The group of the register's entries in the menu; they stand in the order of their numbers."""

from django.utils.translation import gettext_lazy as _

PRESTIGE = _("Người có uy tín")
