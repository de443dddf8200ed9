"""Using again what the system has itself in the place of a paper that is missing."""

from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.queries import store, versions
from vungcao.systems.onestop.queries.facts import missing
from vungcao.systems.onestop.services.engine import opened
from vungcao.systems.onestop.services.submitting import NewPaper, lay_papers


@transaction.atomic
def reuse_known(*, dossier: Dossier, now: datetime, by: User) -> int:
    """Lay what is there already where it is missing, as the desk was shown; how many papers.

    Whoever receives has seen what will be used; what does not do is asked for with a reason.
    """
    process = versions.process(dossier.version)
    if not any(one.reusable_from for one in process.documents):
        return 0
    codes = {one.code for one in missing(dossier, process, opened(dossier))}
    known = store.had(dossier, process, by, codes) if codes else {}
    laid = [
        NewPaper(
            code,
            file=one.paper.file if one.paper else None,
            is_reused=True,
            document_code=one.document.code if one.document else "",
        )
        for code, one in known.items()
    ]
    if laid:
        lay_papers(made=dossier, papers=laid, now=now, by=by)
        audit.record(by=by, action="onestop.reused", subject=dossier, papers=len(laid))
    return len(laid)
