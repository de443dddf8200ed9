"""How content a citizen was, once, after the end."""

from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop.models import Dossier, Rating
from vungcao.systems.onestop.services import sealing
from vungcao.systems.onestop.services.engine import lock

LONGEST = 1000


@transaction.atomic
def rate(*, dossier: Dossier, stars: int, words: str = "", now: datetime, by: User) -> Rating:
    """Rate a dossier that is finished. Raises `RuleBroken` before that, and a second time."""
    row = lock(dossier)
    if row.finished_at is None:
        raise RuleBroken("Hồ sơ đang giải quyết: đánh giá sau khi có kết quả.")
    if Rating.objects.filter(dossier=row).exists():
        raise RuleBroken("Hồ sơ này đã được đánh giá.")
    if not 1 <= stars <= 5:
        raise RuleBroken("Chọn mức từ 1 đến 5.")
    key, text = row.case.key, words.strip()[:LONGEST]
    assert key is not None  # every dossier is opened with one
    made = Rating.objects.create(
        dossier=row,
        stars=stars,
        words=sealing.seal(text, key, Rating, "words") if text else None,
        at=now,
    )
    audit.record(by=by, action="onestop.rated", subject=row, stars=stars)
    return made
