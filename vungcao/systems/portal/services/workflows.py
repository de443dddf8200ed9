"""The steps from a draft to a page: another editor checks, a publisher approves."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.portal.models import Home, PeerCheck
from vungcao.systems.portal.services import groups

NAME, CHECK, APPROVE = "Kiểm tra rồi duyệt", "Kiểm tra", "Duyệt"


@transaction.atomic
def prepare(*, home: Home, by: User) -> Workflow:
    """Two steps for every page below the front; silent when they stand already.

    A step that its author could take is replaced by one that they cannot.
    """
    groups.arrange(by=by)
    names = groups.NAMES
    both = Group.objects.filter(name__in=names.values()).order_by("name")
    publishers = Group.objects.filter(name=names[Role.PUBLISHER]).order_by("name")
    workflow, is_new = Workflow.objects.get_or_create(name=NAME)
    steps = enumerate(((CHECK, both), (APPROVE, publishers)))
    made = [_step(workflow, nth, *step) for nth, step in steps]
    WorkflowPage.objects.get_or_create(workflow=workflow, page=home)
    if is_new or any(made):
        audit.record(by=by, action="portal.workflow_prepared", subject=workflow)
    return workflow


def _step(workflow: Workflow, nth: int, name: str, who: Iterable[Group]) -> bool:
    """Whether the step had to be made, in the place of the one that had its name.

    Its place is said: without one Wagtail takes any of the steps for the first and the last.
    """
    WorkflowTask.objects.filter(workflow=workflow, task__name=name).update(sort_order=nth)
    place = WorkflowTask.objects.filter(workflow=workflow, task__name=name).first()
    if place is not None and PeerCheck.objects.filter(pk=place.task_id).exists():
        return False
    task = PeerCheck.objects.create(name=name)
    task.groups.set(who)
    if place is None:
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=nth)
    else:
        WorkflowTask.objects.filter(pk=place.pk).update(task=task)
    return True
