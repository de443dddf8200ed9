"""Commits numbered audit entries for ever and notes each only after its commit was acknowledged."""

import sys
import time
from itertools import count
from pathlib import Path

from vungcao.config import boot


def main(notes: Path) -> None:
    boot.enter()

    from django.db import DatabaseError, connection, transaction

    from vungcao.kernel.accounts.models import User
    from vungcao.kernel.audit.services import record

    by = User(username="nguoi-ghi")
    with notes.open("a") as acknowledged:
        for number in count(int(time.time() * 1000)):
            try:
                with transaction.atomic():
                    record(by=by, action="tests.written", subject=str(number))
            except DatabaseError:
                connection.close()
                time.sleep(0.02)
                continue
            acknowledged.write(f"{number}\n")
            acknowledged.flush()
            time.sleep(0.002)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
