"""Recordings, speakers and translations: there is one portal, its editors work on all of it."""

from tests.architecture.samples import EVERYWHERE, Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.codes import new_code
from vungcao.systems.portal.models import AudioEdition, Translation
from vungcao.systems.portal.services import tongues
from vungcao.systems.portal.tests import voices
from vungcao.systems.portal.tests.factories import NOON, draft, keeper, section

STEPS = ("edition", "edition-check", "edition-publish", "edition-withdraw")


def _slug() -> str:
    """Many ask one after the other: each for a page of its own."""
    return f"bai-{new_code().lower()}"


def _edition(unit: Unit) -> AudioEdition:
    return voices.uploaded(draft(section(), _slug()), unit=unit)


def edition(unit: Unit, user: User) -> Arguments:
    return {"pk": _edition(unit).pk}


def file(unit: Unit, user: User) -> Arguments:
    return {"code": _edition(unit).code, "ending": "wav"}


def speaker(unit: Unit, user: User) -> Arguments:
    return {"pk": voices.reader().pk}


def translation(unit: Unit, user: User) -> Arguments:
    page = draft(section(), _slug())
    language = voices.languages()["en"]
    made = tongues.begin(page=page, language=language, now=NOON, by=keeper())
    return {"pk": Translation.objects.get(page=made.pk).pk}


SAMPLES = {
    "portal:edition-file": Sample(file, EVERYWHERE),
    "portal:speaker": Sample(speaker, EVERYWHERE),
    "portal:speaker-withdraw": Sample(speaker, EVERYWHERE),
    "portal:translation-compare": Sample(translation, EVERYWHERE),
    **{f"portal:{name}": Sample(edition, EVERYWHERE) for name in STEPS},
}
