"""The names on the page of a selection, opened in one call and logged."""

from collections.abc import Iterable

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.people.models import Person, Purpose
from vungcao.kernel.people.services import PersonLine, read_list


@transaction.atomic
def read_names(*, persons: Iterable[int], by: User) -> dict[int, PersonLine]:
    """Whom the reader still reaches; who has moved away stands there without a name."""
    rows = list(Person.objects.visible_to(by).filter(pk__in=set(persons)).order_by("pk"))
    opened = read_list(persons=rows, purpose=Purpose.REGISTER, by=by)
    return {line.id: line for line in opened}
