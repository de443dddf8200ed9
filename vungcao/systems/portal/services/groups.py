"""Wagtail's groups follow the grants: the one place where a grant becomes a right in the editor."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Page

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit

# What a holder may do with pages; `add` is to write new ones and to change one's own.
RIGHTS: Mapping[str, tuple[str, ...]] = {
    Role.EDITOR: ("add_page", "change_page"),
    Role.PUBLISHER: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
NAMES: Mapping[str, str] = {
    Role.EDITOR: "Biên tập cổng thông tin",
    Role.PUBLISHER: "Duyệt bài cổng thông tin",
}


@transaction.atomic
def follow_grants(*, user: User, roles: Collection[str], by: User) -> None:
    """Let the account's groups be those of its roles of today; silent when they are already."""
    wanted = {NAMES[role]: role for role in sorted(roles) if role in NAMES}
    held = set(user.groups.order_by("name").values_list("name", flat=True))
    if held == wanted.keys():
        return
    user.groups.set([_group(role) for role in wanted.values()])
    audit.record(by=by, action="portal.groups_followed", subject=user, roles=[*wanted.values()])


def _group(role: str) -> Group:
    """Made when the first holder of a role comes in."""
    group, is_new = Group.objects.get_or_create(name=NAMES[role])
    if is_new:
        into = Permission.objects.get(
            content_type__app_label="wagtailadmin", codename="access_admin"
        )
        group.permissions.add(into)
        root = Page.get_first_root_node()
        for right in RIGHTS[role]:
            GroupPagePermission.objects.create(
                group=group, page=root, permission_type=right.removesuffix("_page")
            )
    return group
