"""A file of one's own in one's own commune; in the other places it is somebody else's."""

from datetime import timedelta

from tests.architecture.samples import Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.files import services
from vungcao.kernel.files.models import Upload
from vungcao.kernel.files.registrations import OWN
from vungcao.kernel.units.models import Kind, Unit


def uploader(unit: Unit, user: User) -> User:
    """Who asks, in the first commune, which is their own."""
    first = Unit.objects.filter(kind=Kind.COMMUNE).order_by("pk").first()
    return user if unit == first else User.objects.get_or_create(username="nguoi-khac")[0]


def file(unit: Unit, user: User) -> Arguments:
    by = uploader(unit, user)
    return {"code": services.store(content=b"a", name="a", kind=OWN, unit=unit, by=by).code}


def upload(unit: Unit, user: User) -> Arguments:
    later = clock.now() + timedelta(hours=1)
    made = Upload(account=uploader(unit, user), size=1, expires_at=later)
    Upload.objects.bulk_create([made])
    return {"code": made.code}


SAMPLES = {
    "administration:file-hold": Sample(file),
    "administration:file-release": Sample(file),
    "file": Sample(file),
    "own-file-remove": Sample(file),
    "upload": Sample(upload),
}
