"""One officer's account, by the name to sign in with or by the person's name."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.queries import colleagues
from vungcao.kernel.accounts.models import User
from vungcao.web.pickers.picker import MOST, Offer, Option, PickerField, Source

IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")


@dataclass(frozen=True)
class Accounts(Source[User]):
    """Officers who may sign in; of a grant, only those to whom it may be handed over on a day."""

    grant: int | None = None
    day: date = date.max
    kind: ClassVar[str] = "accounts"

    def words(self) -> dict[str, Any]:
        return {"grant": self.grant, "day": self.day.isoformat()}

    @classmethod
    def of(cls, words: dict[str, Any], reader: User) -> "Accounts":
        return cls(words["grant"], date.fromisoformat(words["day"]))

    def search(self, text: str) -> Offer:
        words = _folded(text).split()
        if not words and self.grant is None:
            return Offer(said=_("Gõ họ tên hoặc tên đăng nhập."))
        found = [user for user in self._offered() if _bears(user, words)]
        if not found:
            return Offer(said=_("Không thấy tài khoản cán bộ nào như vậy."))
        options = tuple(map(self.option, found[:MOST]))
        if (more := len(found) - MOST) > 0:
            return Offer(options, _("Còn %(more)d tài khoản nữa. Gõ thêm chữ.") % {"more": more})
        return Offer(options, _("%(number)d tài khoản.") % {"number": len(options)})

    def chosen(self, value: str) -> User | None:
        if not value.isdecimal() or len(value) > 12:
            return None
        return self._offered().filter(pk=value).first()

    def meant(self, text: str) -> User | Offer:
        """A name to sign in with says it all, also of an account that is closed."""
        bracketed = IN_BRACKETS.search(text)
        username = bracketed.group(1) if bracketed else text
        officers = User.objects.filter(kind=User.Kind.OFFICER)
        exact = (officers if self.grant is None else self._offered()).filter(username=username)
        if (found := exact.first()) is not None:
            return found
        near = [user for user in self._offered() if _bears(user, _folded(text).split())]
        if len(near) == 1:
            return near[0]
        said = {"text": text, "number": len(near)}
        if near:
            sentence = _("Có %(number)d tài khoản hợp với “%(text)s”. Chọn một bên dưới.")
            return Offer(tuple(map(self.option, near[:MOST])), sentence % said)
        if self.grant is None:
            return Offer(said=_("Không thấy tài khoản cán bộ “%(text)s”. Gõ họ tên để tìm.") % said)
        return Offer(said=_("Không thấy “%(text)s” ở cùng cơ quan. Gõ họ tên để tìm.") % said)

    def option(self, row: User) -> Option:
        name = row.get_full_name()
        return Option(str(row.pk), f"{name} ({row.username})" if name else row.username)

    def _offered(self) -> QuerySet[User]:
        if self.grant is not None:
            grant = Grant.objects.filter(pk=self.grant).first()
            return colleagues(grant, self.day) if grant else User.objects.none()
        officers = User.objects.filter(kind=User.Kind.OFFICER, is_active=True)
        return officers.order_by("username", "pk")


def _folded(text: str) -> str:
    """Small letters and digits without marks, in words."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def _bears(user: User, words: Iterable[str]) -> bool:
    """Every word is a part of the person's name or of the name to sign in with."""
    own = _folded(f"{user.get_full_name()} {user.username}")
    return all(word in own for word in words)


class AccountField(PickerField[User]):
    """An account of an officer."""
