"""Work in the background: one's own wherever it belongs to; the administration's by reach."""

from procrastinate.contrib.django.models import ProcrastinateJob

from tests.architecture.samples import EVERYWHERE, Arguments, Sample
from vungcao.kernel.accounts.models import User
from vungcao.kernel.jobs import services
from vungcao.kernel.jobs.models import Run
from vungcao.kernel.units.models import Unit


def _run(unit: Unit, user: User) -> Run:
    return services.start(kind="audit.verify", arguments={}, unit=unit, by=user)


def own(unit: Unit, user: User) -> Arguments:
    return {"code": _run(unit, user).code}


def others(unit: Unit, user: User) -> Arguments:
    return {"pk": _run(unit, User.objects.create(username=f"khac-{unit.pk}")).pk}


def task(unit: Unit, user: User) -> Arguments:
    _run(unit, user)
    return {"pk": ProcrastinateJob.objects.order_by("-pk")[0].pk}


SAMPLES = {
    "run": Sample(own, EVERYWHERE),
    "run-cancel": Sample(own, EVERYWHERE),
    "administration:job-retry": Sample(others),
    "administration:task-retry": Sample(task, EVERYWHERE),
}
