"""Samples of papers that an officer uploads: kept as files, given to anybody once published."""

from dataclasses import dataclass, replace
from typing import BinaryIO

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.files import services as files
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import ProcedureVersion
from vungcao.systems.onestop.rules import samples
from vungcao.systems.onestop.rules.definition import Definition
from vungcao.systems.onestop.services import publishing

SAMPLE = "onestop.sample"  # the kind of file


@dataclass(frozen=True)
class NewSample:
    """A file for the paper of a code, and where it is kept."""

    paper: str
    content: BinaryIO
    name: str
    unit: Unit


@transaction.atomic
def lay_sample(
    *,
    version: ProcedureVersion,
    process: Definition,
    sample: NewSample,
    seen: int,
    by: User,
) -> ProcedureVersion:
    """Write a draft anew with a file as the sample of one paper, both or neither.

    The one before stays: other versions may lead to it. Raises `RuleBroken` as `revise` does, and
    with what is wrong with the file.
    """
    file = files.store(
        content=sample.content, name=sample.name, kind=SAMPLE, unit=sample.unit, by=by
    )
    said = samples.name_of(sample.unit.pk, file.code)
    papers = tuple(
        replace(one, sample=said) if one.code == sample.paper else one for one in process.documents
    )
    changed = replace(process, documents=papers)
    return publishing.revise(version=version, process=changed, seen=seen, by=by)
