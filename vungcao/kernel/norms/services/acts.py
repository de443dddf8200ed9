"""The act on which an officer bases a change, as they name it on a form."""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.citations import services as citations
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken


@dataclass(frozen=True)
class Act:
    """A legal text by its number; `source` says where the officer read it, empty: not read."""

    number: str
    article: str = ""
    title: str = ""
    source: str = ""


@transaction.atomic
def cite_act(*, act: Act, by: AbstractBaseUser) -> Citation:
    """The citation of an act; read by the officer when they say where, else unverified."""
    if not act.number.strip():
        raise RuleBroken("Ghi số, ký hiệu văn bản làm căn cứ.")
    citation = citations.cite(
        number=act.number.strip(), article=act.article.strip(), title=act.title.strip(), by=by
    )
    if act.source.strip() and not citation.is_seen:
        citations.confirm(citation=citation, source=act.source, by=by)
        citation.refresh_from_db()
    return citation
