"""What came back to the mailbox of the office is read as if it had been pasted."""

from datetime import date

from vungcao.kernel.offers.letters import returns
from vungcao.systems.newsletter.queries.door import visitor
from vungcao.systems.newsletter.rules import bounces
from vungcao.systems.newsletter.services import bouncing


def take(source: str, day: date) -> bool:
    """Whether it spoke of a letter of the newsletter's."""
    found = bounces.read(source)
    if not found:
        return False
    done = bouncing.note_reports(reports=found, today=day, by=visitor())
    return done.unknown < len(found)


returns.register("newsletter", take)
