"""Publishes one article again and again under a new number; notes each once it is committed."""

import sys
import time
from itertools import count
from pathlib import Path

from vungcao.config import boot

PATH, TITLE = "/tin-moi-thu/bai-thu/", "Lần thử số"


def main(notes: Path) -> None:
    boot.enter()

    from django.db import DatabaseError, connection

    from vungcao.kernel.accounts.services import system_account
    from vungcao.kernel.calendar import clock
    from vungcao.systems.portal.models import Article
    from vungcao.systems.portal.services import writing

    by = system_account("portal")
    home = writing.open_front(title="Cổng thông tin", lead="", by=by)
    place = writing.open_section(above=home, slug="tin-moi-thu", title="Thử", lead="", by=by)
    text = writing.Text(slug="bai-thu", title=f"{TITLE} 0.", lead="Mẫu.")
    found = Article.objects.filter(slug=text.slug).first()  # of a publisher before this one
    article = found or writing.write(section=place, text=text, by=by)
    with notes.open("a") as acknowledged:
        for number in count(1):
            try:
                fresh = Article.objects.get(pk=article.pk)
                fresh.title = f"{TITLE} {number}."
                writing.publish(article=fresh, at=clock.now(), by=by)
            except DatabaseError:
                connection.close()
                time.sleep(0.05)
                continue
            acknowledged.write(f"{number}\n")
            acknowledged.flush()
            time.sleep(0.05)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
