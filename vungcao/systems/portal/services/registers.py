"""Registers of documents and what is written into them, outside of the editor."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.portal.models import PublicFile, RecordedDocument, Register, Section
from vungcao.systems.portal.services import revisions


@dataclass(frozen=True)
class Paper:
    """A document before it stands in a register; its title is the abstract."""

    slug: str
    title: str
    form: str
    authority: str
    number: str
    issued_on: date
    effective_on: date | None = None
    ended_on: date | None = None
    field: str = ""
    file: PublicFile | None = None
    issued_code: str = ""


@transaction.atomic
def open_register(*, section: Section, slug: str, title: str, lead: str, by: User) -> Register:
    """A register below a section; one that is there stays as it is."""
    found = Register.objects.child_of(section).filter(slug=slug).order_by("pk").first()
    if found is not None:
        return found
    made: Register = section.add_child(
        instance=Register(title=title, slug=slug, lead=lead, owner=by)
    )
    audit.record(by=by, action="portal.register_opened", subject=made)
    return made


@transaction.atomic
def record(*, register: Register, paper: Paper, at: datetime, by: User) -> RecordedDocument:
    """Publish a document in the register, at a moment of its own."""
    page = RecordedDocument(**vars(paper), first_published_at=at, last_published_at=at, owner=by)
    made: RecordedDocument = register.add_child(instance=page)
    revisions.keep_as_published(page=made, by=by)
    audit.record(by=by, action="portal.document_recorded", subject=made)
    return made
