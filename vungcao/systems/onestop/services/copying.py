"""A new version begins as a copy of another one."""

from dataclasses import replace
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.citations.models import State
from vungcao.systems.onestop.models import ProcedureVersion
from vungcao.systems.onestop.rules import definition as definitions
from vungcao.systems.onestop.services import publishing
from vungcao.systems.onestop.services.publishing import Text


@transaction.atomic
def copy(*, version: ProcedureVersion, valid_from: date, by: AbstractBaseUser) -> ProcedureVersion:
    """A draft with the text and the process of a version, for another day.

    What was verified for the old day is not verified for the new one.
    """
    text = replace(
        Text.of(version),
        valid_from=valid_from,
        valid_until=None,
        variant="",
        term_state=_doubted(version.term_state),
        level_state=_doubted(version.level_state),
    )
    process = definitions.read(version.definition) if version.definition else None
    return publishing.draft(code=version.procedure.code, text=text, process=process, by=by)


def _doubted(state: str) -> str:
    return state if state == State.SYNTHETIC else State.UNVERIFIED
