"""What is offered of recordings: menu, public page, duties, the kind of file, the work on one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.offers.duties import Duties, Duty, duties
from vungcao.kernel.offers.files import MEGABYTE, FileKind, file_kinds
from vungcao.kernel.offers.jobs import INTERACTIVE, JobKind, Outcome, Work, kinds
from vungcao.kernel.offers.publications import PublicItem, public_items
from vungcao.kernel.offers.screens import MenuEntry, PublicEntry, menu, public_entries
from vungcao.systems.portal import permissions
from vungcao.systems.portal.models import AudioEdition, AudioState
from vungcao.systems.portal.offers.editor import PORTAL
from vungcao.systems.portal.queries import audio
from vungcao.systems.portal.queries.offered import RECORDINGS
from vungcao.systems.portal.rules.audio import KIND
from vungcao.systems.portal.services import recording

SHOWN = 12
TYPES = frozenset({"audio/mpeg", "audio/ogg", "audio/mp4", "audio/wav"})

# Anybody may hear them once a recording is published: views/listening.py.
file_kinds.register(
    KIND,
    FileKind(
        label=_("bản đọc của cổng thông tin"),
        roles=frozenset(map(str, permissions.RECORD)),
        media_types=TYPES,
        is_personal=False,
        largest=64 * MEGABYTE,
    ),
)
menu.register(
    "portal.20_recordings",
    MenuEntry(
        label=_("Bản đọc"),
        url_name="portal:editions",
        roles=permissions.RECORD,
        group=PORTAL,
        icon="play",
    ),
)
menu.register(
    "portal.25_speakers",
    MenuEntry(
        label=_("Người đọc"),
        url_name="portal:speakers",
        roles=permissions.RECORD,
        group=PORTAL,
        icon="person",
    ),
)
public_entries.register(
    "portal.1-listen",
    PublicEntry(
        label=_("Nghe"),
        url_name="portal:listen",
        text=_("Bài được đọc thành tiếng, theo thứ tiếng; bộ cho loa truyền thanh xã."),
        in_head=True,
        icon="sound",
    ),
)


def make(work: Work) -> Outcome:
    """Write a recording anew; once more it does nothing."""
    assert isinstance(work.by, User)
    edition = AudioEdition.objects.get(pk=str(work.arguments["edition"]))
    made = recording.make(edition=edition, by=work.by)
    return Outcome(str(made.get_making_display()), reverse("portal:edition", args=[made.pk]))


kinds.register(
    recording.MAKE,
    JobKind(
        label=_("Chuyển dạng bản đọc"),
        work=make,
        roles=frozenset(map(str, permissions.RECORD)),
        queue=INTERACTIVE,
    ),
)


def waiting(user: AbstractBaseUser, scopes: tuple[str, ...], day: date) -> QuerySet[Any]:
    """Recordings that were listened to and wait for whoever lets everybody hear them."""
    return AudioEdition.objects.filter(state=AudioState.CHECKED).order_by("pk")


def told(rows: QuerySet[Any], day: date) -> Iterable[Duty]:
    for row in rows:
        yield Duty(
            title=_t("Đăng bản đọc"),
            reason=_t("Đã nghe kiểm tra xong, chờ đăng."),
            address=reverse("portal:edition", args=[row.pk]),
            action=_t("Nghe và đăng"),
            about=row.title,
        )


duties.register(
    "portal.recordings",
    Duties(label=_("bản đọc chờ đăng"), roles=permissions.AIR, waiting=waiting, told=told),
)


def public(day: date) -> Iterable[tuple[str, str]]:
    """The newest recordings, each at its page."""
    for one in audio.newest(limit=SHOWN):
        yield f"{one.page.title} · {one.edition.language.name}", one.address


public_items.register(RECORDINGS, PublicItem(label=_("Nghe đọc"), items=public))
