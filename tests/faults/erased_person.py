"""Registers an invented person, opens, merges and fails to write them, and erases them at last."""

import json
import sys
from contextlib import suppress
from datetime import UTC, date, datetime

from vungcao.config import boot

NAME, OTHER_NAME = "Nông Mẫu Khuất Xoá", "Bàn Mẫu Khuất Xoá"
TELEPHONE, CARD, ADDRESS = "0900000987", "000000000987", "Ngõ Khuất Nẻo 987"
FILE_NAME, CONTENT = "Đơn khuất xoá 987.txt", "Lời khuất nẻo đáy hồ 987"
NEEDLE = "Kim đáy bể 987"  # stands in a table that keeps it: whoever searches must find it


def main() -> None:
    boot.enter()

    from django.db import DatabaseError, transaction

    from vungcao.kernel.accounts.services import system_account
    from vungcao.kernel.citations import services as citations
    from vungcao.kernel.files import queries as kept
    from vungcao.kernel.files import services as files
    from vungcao.kernel.files.registrations import OWN
    from vungcao.kernel.people import services
    from vungcao.kernel.people.drafts import NewContact, NewIdentifier, PersonDraft
    from vungcao.kernel.people.models import Purpose
    from vungcao.kernel.scopes.services import scoped
    from vungcao.kernel.units.models import Kind, Unit
    from vungcao.kernel.vault.models import DataKey

    now, today = datetime.now(UTC), date(2026, 11, 1)
    with scoped(("/1/",)):
        by = system_account("erasure")
        unit = Unit.objects.filter(kind=Kind.COMMUNE, valid_until=None).order_by("pk").first()
        assert unit is not None
        draft = PersonDraft(
            full_name=NAME,
            unit=unit,
            birth="5/6/1958",
            address=ADDRESS,
            identifiers=(NewIdentifier("citizen_card", CARD),),
            contacts=(NewContact("telephone", TELEPHONE),),
        )
        citations.cite(number="98/QĐ-MAU", title=NEEDLE, by=by)
        person = services.register(draft=draft, today=today, by=by)
        services.read(persons=[person], purpose=Purpose.CASE, by=by)
        file = files.store(
            content=CONTENT.encode(), name=FILE_NAME, kind=OWN, unit=unit, by=by, person=person
        )
        assert (kept.content(file).decode(), kept.name(file)) == (CONTENT, FILE_NAME)
        correction = services.Correction(full_name=OTHER_NAME)
        services.correct(person=person, correction=correction, today=today, by=by)
        key = bytes(DataKey.objects.get(pk=person.key_id).wrapped or b"").hex()
    # Statements that fail are written to the server's log.
    with suppress(DatabaseError), scoped(()):
        services.register(draft=draft, today=today, by=by)
    with suppress(DatabaseError), transaction.atomic():
        services.register(draft=draft, today=today, by=by)
    with scoped(("/1/",)):
        services.erase(person=person, now=now, by=by)
    sys.stdout.write(json.dumps({"person": person.pk, "key": key, "file": file.code}))


if __name__ == "__main__":
    main()
