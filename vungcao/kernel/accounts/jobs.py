"""Accounts hear of erased persons through the outbox, for persons know nothing of accounts."""

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.services import erasing, system_account
from vungcao.kernel.calendar import clock
from vungcao.kernel.offers.outbox import Announcement, Consumer, consumers


def take(announcement: Announcement) -> None:
    """Close the account of the person whom the announcement names."""
    person = int(announcement.subject.rpartition(":")[2])
    erasing.forget_person(person=person, now=clock.now(), by=system_account("erasure"))


consumers.register(
    "accounts.erasures",
    Consumer(frozenset({"people.erased"}), take, _("Đóng tài khoản của người đã xoá dữ liệu")),
)
