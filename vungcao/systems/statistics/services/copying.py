"""A new draft of a form that begins as a copy of another version."""

from dataclasses import replace
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.citations.models import State
from vungcao.systems.statistics.models import FormVersion
from vungcao.systems.statistics.rules import definition
from vungcao.systems.statistics.services.publishing import Title, draft


@transaction.atomic
def copy(*, version: FormVersion, valid_from: date, by: AbstractBaseUser) -> FormVersion:
    """Everything of a version from another day on; nobody has verified the copy yet."""
    title = replace(
        Title.of(version),
        valid_from=valid_from,
        valid_until=None,
        trust=State.UNVERIFIED,
        basis=None,
    )
    layout = definition.read(version.definition)
    return draft(code=version.form.code, title=title, layout=layout, by=by)
