"""The group of the desk's entries in the menu; they stand in the order of their numbers."""

from django.utils.translation import gettext_lazy as _

ONESTOP = _("Một cửa")
