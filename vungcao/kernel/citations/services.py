"""Entering a legal basis, and confirming that somebody has read it."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.outbox import Announcement, put

TOPIC = "citations.changed"


@transaction.atomic
def cite(
    *,
    number: str,
    article: str = "",
    title: str = "",
    source: str = "",
    state: str = State.UNVERIFIED,
    by: AbstractBaseUser,
) -> Citation:
    """The citation of this number and article; made when it is not there, never weakened."""
    citation, made = Citation.objects.get_or_create(
        number=number,
        article=article,
        defaults={"title": title, "source": source, "state": state},
    )
    if made:
        audit.record(by=by, action="citations.entered", subject=citation, state=state)
        put(Announcement(TOPIC, f"{citation._meta.label}:{citation.pk}"))
    return citation


@transaction.atomic
def confirm(*, citation: Citation, source: str, by: AbstractBaseUser) -> None:
    """Somebody has read the text; `source` says where. Raises `RuleBroken` without a source."""
    if not source.strip():
        raise RuleBroken("Ghi nơi đã đọc văn bản: số, ngày, trang hoặc địa chỉ.")
    locked = Citation.objects.select_for_update().get(pk=citation.pk)
    locked.state, locked.source = State.SEEN, source.strip()
    locked.save(update_fields=["state", "source"])
    audit.record(by=by, action="citations.confirmed", subject=locked)
    put(Announcement(TOPIC, f"{locked._meta.label}:{locked.pk}"))
