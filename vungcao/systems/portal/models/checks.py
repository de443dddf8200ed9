"""Steps of approval that whoever wrote the text cannot take, nor anybody of another section."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState
from wagtail.permission_policies.pages import PagePermissionPolicy

from vungcao.kernel.accounts.models import User
from vungcao.kernel.offers.registry import Registry

APPROVE, REJECT = "approve", "reject"
# What Wagtail keeps beside the words of a page: who changes this alone has not written.
ASIDE = frozenset(
    {
        *("pk", "path", "depth", "numchild", "url_path", "content_type", "translation_key"),
        *("live", "expired", "has_unpublished_changes", "latest_revision", "live_revision"),
        *("latest_revision_created_at", "first_published_at", "last_published_at"),
        *("go_live_at", "expire_at", "locked", "locked_at", "locked_by", "owner", "alias_of"),
        *("wagtail_admin_comments", "draft_title", "locale"),
    }
)
# One word with a digit, a stroke or an ending in it.
FILE_NAME = re.compile(r"(?=\S*[\d_.-])[\w.()-]+")
WORDLESS = _(
    "%(where)s chưa có lời mô tả cho người nghe máy đọc: mở ảnh, ghi ảnh cho thấy gì."
    " Tên tệp không phải lời mô tả."
)
# Sentences that say why a page may not be published as it is; filled by `queries.checking`.
refusals: Registry[Callable[[Page], list[str]]] = Registry("reason against publishing")


class Said(str):
    """A sentence about a place of the editor's form; `anchor` is the element to go to there."""

    __slots__ = ("anchor",)

    anchor: str

    def __new__(cls, text: str, anchor: str) -> "Said":
        made = super().__new__(cls, text)
        made.anchor = anchor
        return made


class Reason(TaskStateCommentForm):
    """Why a page goes back: who wrote it has to know what to change."""

    comment = forms.CharField(
        label=_("Lý do trả lại"),
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Ghi lý do để người viết biết cần sửa gì.")},
    )


class PeerCheck(AbstractGroupApprovalTask):
    """A check (kiểm tra) by somebody of the groups who has not written what is checked.

    Only by who may change the pages of the section anyway: the groups know no sections. What
    stands against publishing stands against every step: it can be sent back, not on.
    """

    class Meta:
        verbose_name = _("bước kiểm tra chéo")

    def get_actions(self, obj: models.Model, user: User) -> list[tuple[str, str, bool]]:
        if not _is_theirs(obj, user) or user.pk in writers(obj):
            return []
        actions: list[tuple[str, str, bool]] = super().get_actions(obj, user)
        is_refused = bool(against(obj))
        return [action for action in actions if not (is_refused and action[0] == APPROVE)]

    def on_action(self, task_state: TaskState, user: User, action_name: str, **said: Any) -> None:
        """Asked once more: what was changed in the same press is another text."""
        page = task_state.workflow_state.content_object
        if action_name not in {action[0] for action in self.get_actions(page, user)}:
            raise PermissionDenied
        if action_name == REJECT and not str(said.get("comment", "")).strip():
            raise PermissionDenied  # the window asks for it; nobody comes past that by mistake
        super().on_action(task_state, user, action_name, **said)

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return Reason if action == REJECT else TaskStateCommentForm

    def get_task_states_user_can_moderate(self, user: User, **said: Any) -> QuerySet[TaskState]:
        """What waits for this account: not what it wrote itself, nor what others look after."""
        rows = super().get_task_states_user_can_moderate(user, **said)
        pages = {
            row.pk: row.workflow_state.content_object
            for row in rows.select_related("workflow_state").order_by("pk")
        }
        theirs = [pk for pk, page in pages.items() if page and self.get_actions(page, user)]
        return self.task_states.filter(pk__in=theirs)

    def user_can_access_editor(self, obj: models.Model, user: User) -> bool:
        return bool(_is_theirs(obj, user) and super().user_can_access_editor(obj, user))

    def user_can_lock(self, obj: models.Model, user: User) -> bool:
        return bool(_is_theirs(obj, user) and super().user_can_lock(obj, user))


def writers(page: Any) -> set[int]:
    """Accounts that changed the words of a page since it was last published."""
    rows = page.revisions.order_by("created_at", "pk")
    if page.live_revision_id:
        rows = rows.filter(pk__gte=page.live_revision_id)
    found, before = set(), None
    for pk, user, content in rows.values_list("pk", "user_id", "content"):
        words = _words(content)
        if pk != page.live_revision_id and words != before and user is not None:
            found.add(user)
        before = words
    return found


def against(page: Any) -> list[str]:
    """Everything that stands against publishing a page as it was saved last, as sentences."""
    return refused(page.get_latest_revision_as_object())


def refused(shown: Any) -> list[str]:
    """The same of a page as it is at hand."""
    return [said for _name, rule in sorted(refusals.items()) for said in rule(shown)]


def bare_pictures(page: Page) -> Iterator[tuple[str, str]]:
    """Where a picture stands that says nothing to who cannot see it: in words, and as an anchor."""
    head = getattr(page, "picture", None)
    if head is not None and not _says_something(head.description):
        yield str(_("Ảnh đầu bài")), "id_picture-chooser"
    number = 0
    for block in getattr(page, "body", None) or ():
        if block.block_type == "picture" and block.value is not None:
            number += 1
            if not (block.value.decorative or _says_something(block.value.contextual_alt_text)):
                where = str(_("Ảnh thứ %(n)s trong bài") % {"n": number})
                yield where, f"block-{block.id}-section"


def _says_something(words: str | None) -> bool:
    """The name of a file, as a camera gives it (`IMG_2034`, `anh2.jpg`), says nothing."""
    return bool((words or "").strip()) and not FILE_NAME.fullmatch((words or "").strip())


def unseen(page: Page) -> list[str]:
    """WCAG 1.1.1: without words for its pictures no page is published."""
    return [Said(WORDLESS % {"where": where}, at) for where, at in bare_pictures(page)]


def _is_theirs(page: Any, user: User) -> bool:
    return bool(PagePermissionPolicy(Page).user_has_permission_for_instance(user, "change", page))


def _words(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _said(value) for name, value in content.items() if name not in ASIDE}


def _said(value: Any) -> Any:
    """A body is a text of JSON whose names stand in any order and whose blocks are numbered."""
    if isinstance(value, str) and value.startswith("["):
        try:
            return _without_ids(json.loads(value))
        except ValueError:
            return value
    return value


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_ids(one) for name, one in value.items() if name != "id"}
    return [_without_ids(one) for one in value] if isinstance(value, list) else value
