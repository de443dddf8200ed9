"""What was published is kept as it was printed."""

import hashlib
from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.portal.models import Article, KeptCopy
from vungcao.systems.portal.queries import texts


@transaction.atomic
def keep(*, article: Article, now: datetime, by: User) -> KeptCopy:
    """Keep the printed text of an article that was just published; the same text only once."""
    text = texts.printed(article)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    last = KeptCopy.objects.of(article.pk).first()
    if last is not None and last.sha256 == sha256:
        return last
    kept = KeptCopy.objects.create(
        page=article.pk,
        revision=article.live_revision_id,
        text=text,
        sha256=sha256,
        kept_at=now,
    )
    audit.record(by=by, action="portal.copy_kept", subject=kept, page=article.pk, sha256=sha256)
    return kept
