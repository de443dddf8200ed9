"""Saving the way in which an account looks at a list, and removing it."""

import unicodedata

from django.db import transaction
from django.utils.translation import gettext as _

from vungcao.kernel.accounts.models import SavedView, User
from vungcao.kernel.accounts.models.views import LONGEST
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken

MOST = 20


@transaction.atomic
def save_view(*, table: str, label: str, words: str, by: User) -> SavedView:
    """Keep a view under a name; the same name again replaces what it stood for.

    Raises `RuleBroken` when the name is empty or too long, or there are too many already.
    """
    name = " ".join(unicodedata.normalize("NFC", label).split())
    if not name or len(name) > LONGEST:
        raise RuleBroken(_("Đặt tên cho cách xem, từ 1 đến %(most)s chữ.") % {"most": LONGEST})
    User.objects.select_for_update().get(pk=by.pk)  # two tabs at once count as one after the other
    own = SavedView.objects.visible_to(by).filter(table=table)
    held = own.filter(label=name).first()
    if held is None and own.count() >= MOST:
        sentence = _("Mỗi danh sách giữ được %(most)s cách xem. Xoá bớt một cách xem cũ.")
        raise RuleBroken(sentence % {"most": MOST})
    made = held or SavedView(account=by, table=table, label=name)
    made.words = words
    made.save()
    audit.record(by=by, action="accounts.view_saved", subject=made, table=table)
    return made


@transaction.atomic
def remove_view(*, view: SavedView, by: User) -> None:
    """Remove one of an account's own views."""
    audit.record(by=by, action="accounts.view_removed", subject=view, table=view.table)
    view.delete()
