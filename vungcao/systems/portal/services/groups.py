"""Wagtail's groups follow the grants: the one place where a grant becomes a right in the editor."""

from collections.abc import Collection, Iterator, Mapping

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection as Folder
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.portal.models import Home, Section

# What a holder may do with pages; `add` is to write new ones.
RIGHTS: Mapping[str, tuple[str, ...]] = {
    Role.EDITOR: ("add_page", "change_page"),
    Role.PUBLISHER: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
NAMES: Mapping[str, str] = {
    Role.EDITOR: "Biên tập cổng thông tin",
    Role.PUBLISHER: "Duyệt bài cổng thông tin",
}
OWNERS = "Biên tập chuyên mục của cơ quan "
WAGTAILS = ("Moderators", "Editors")  # groups that its own migrations make; nobody is in them
# Pictures lie in a folder of whoever owns the section; everybody may use each of them.
ALL, COMMON = "Kho ảnh", "Ảnh chung"
TOP = "Mọi trang"
FOLDER = "Ảnh của cơ quan "
PICTURES = ("add_image", "change_image")
CHOOSE = "choose_image"


@transaction.atomic
def follow_grants(*, user: User, roles: Collection[str], bodies: Collection[int], by: User) -> None:
    """Let the account's groups be those of its roles of today; silent when they are already.

    `bodies` are the organisations in which it edits: their own sections open as well.
    """
    wanted = {NAMES[role] for role in roles if role in NAMES}
    wanted |= {f"{OWNERS}{body}" for body in bodies}
    groups = list(Group.objects.filter(name__in=wanted).order_by("name"))
    if not {NAMES[role] for role in roles if role in NAMES} <= {group.name for group in groups}:
        arrange(by=by)
        groups = list(Group.objects.filter(name__in=wanted).order_by("name"))
    held = set(user.groups.order_by("name").values_list("pk", flat=True))
    if held == {group.pk for group in groups}:
        return
    user.groups.set(groups)
    audit.record(by=by, action="portal.groups_followed", subject=user, roles=sorted(roles))


@transaction.atomic
def arrange(*, by: User) -> None:
    """Let each group have its rights over its sections alone; a new owner gets a group."""
    Group.objects.filter(name__in=WAGTAILS).delete()
    Page.objects.filter(depth=1, title="Root").update(title=TOP, draft_title=TOP)  # Wagtail's word
    groups = {name: _group(name) for name in [*NAMES.values(), *_owners()]}
    rights = {one.codename: one for one in Permission.objects.filter(codename__in=_all_rights())}
    wanted = {(groups[name].pk, page, rights[right].pk) for name, page, right in _places()}
    found = GroupPagePermission.objects.filter(group__in=groups.values()).order_by("pk")
    have = {(one.group_id, one.page_id, one.permission_id): one.pk for one in found}
    GroupPagePermission.objects.filter(
        pk__in=[pk for key, pk in have.items() if key not in wanted]
    ).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group_id=group, page_id=page, permission_id=right)
        for group, page, right in sorted(wanted - have.keys())
    )
    if _arrange_folders(groups) or wanted != have.keys():
        audit.record(by=by, action="portal.groups_arranged", subject="portal.Section")


def folder_of(body: int) -> Folder:
    """Where the pictures of a body lie; arranged together with its group."""
    found: Folder = Folder.objects.get(name=f"{FOLDER}{body}")
    return found


def _owners() -> list[str]:
    owned = Section.objects.exclude(owner_body=None).order_by("owner_body")
    return [f"{OWNERS}{pk}" for pk in owned.values_list("owner_body", flat=True).distinct()]


def _places() -> Iterator[tuple[str, int, str]]:
    """Group, page and right. A right over a page holds below it too, so none is given above."""
    for pk in Home.objects.order_by("pk").values_list("pk", flat=True):
        yield from ((NAMES[Role.PUBLISHER], pk, right) for right in RIGHTS[Role.PUBLISHER])
    for section in Section.objects.filter(depth=3).order_by("pk"):
        owner = section.owner_body_id
        name = NAMES[Role.EDITOR] if owner is None else f"{OWNERS}{owner}"
        yield from ((name, section.pk, right) for right in RIGHTS[Role.EDITOR])


def _arrange_folders(groups: Mapping[str, Group]) -> bool:
    """The same for pictures: change those of one's own folder alone. Whether anything changed."""
    Folder.objects.filter(depth=1, name="Root").update(name=ALL)  # Wagtail's own word
    root = Folder.get_first_root_node()
    rights = {
        one.codename: one.pk for one in Permission.objects.filter(codename__in=[*PICTURES, CHOOSE])
    }
    wanted = {(group.pk, root.pk, rights[CHOOSE]) for group in groups.values()}
    for name, group in groups.items():
        folder = root if name == NAMES[Role.PUBLISHER] else _folder(root, name)
        wanted |= {(group.pk, folder.pk, rights[right]) for right in PICTURES}
    found = GroupCollectionPermission.objects.filter(group__in=groups.values()).order_by("pk")
    have = {(one.group_id, one.collection_id, one.permission_id): one.pk for one in found}
    GroupCollectionPermission.objects.filter(
        pk__in=[pk for key, pk in have.items() if key not in wanted]
    ).delete()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group_id=group, collection_id=folder, permission_id=right)
        for group, folder, right in sorted(wanted - have.keys())
    )
    return wanted != have.keys()


def _folder(root: Folder, group: str) -> Folder:
    """Named after the number of the body, as its group is: names of bodies change."""
    name = f"{FOLDER}{group.removeprefix(OWNERS)}" if group.startswith(OWNERS) else COMMON
    found = root.get_children().filter(name=name).first()
    return found or root.add_child(instance=Folder(name=name))


def _all_rights() -> set[str]:
    return {right for rights in RIGHTS.values() for right in rights}


def _group(name: str) -> Group:
    group, is_new = Group.objects.get_or_create(name=name)
    if is_new:
        group.permissions.add(Permission.objects.get(codename="access_admin"))
    return group
