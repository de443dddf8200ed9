"""The steps from a draft to a page: another editor checks, a publisher approves."""

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.portal.models import Home, PeerCheck
from vungcao.systems.portal.services import groups

NAME, CHECK, APPROVE = "Kiểm tra rồi duyệt", "Kiểm tra", "Duyệt"


@transaction.atomic
def prepare(*, home: Home, by: User) -> Workflow:
    """Two steps for every page below the front."""
    groups.arrange(by=by)
    names = groups.NAMES
    both = Group.objects.filter(name__in=names.values()).order_by("name")
    publishers = Group.objects.filter(name=names[Role.PUBLISHER]).order_by("name")
    workflow = Workflow.objects.create(name=NAME)
    for model, name, who in (
        (PeerCheck, CHECK, both),
        (GroupApprovalTask, APPROVE, publishers),
    ):
        task = model.objects.create(name=name)
        task.groups.set(who)
        WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=home)
    audit.record(by=by, action="portal.workflow_prepared", subject=workflow)
    return workflow
