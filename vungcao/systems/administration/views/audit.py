"""The audit trail: reading it, one entry, and proving that nobody changed it."""

import json
from operator import itemgetter

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.audit import anchors
from vungcao.kernel.audit import queries as audit
from vungcao.kernel.audit.models import Entry, Link
from vungcao.kernel.jobs import services as jobs
from vungcao.runtime.env import environment
from vungcao.systems.administration import permissions
from vungcao.systems.administration.forms.audit import Filters
from vungcao.systems.administration.queries import trail
from vungcao.systems.administration.views.audit_table import TRAIL, about, action_words
from vungcao.systems.administration.views.words import ACTIONS, DETAILS, FAULTS, subject_words
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer

ANCHORS = "log/audit-heads.jsonl"
HEAD = {"actor", "action", "subject"}


@only(permissions.READ_AUDIT)
def entries(request: AccountRequest) -> HttpResponseBase:
    actions = sorted(((code, str(words)) for code, words in ACTIONS.items()), key=itemgetter(1))
    filters = Filters(request.GET, actions=actions)
    wanted = trail.Wanted(**filters.cleaned_data) if filters.is_valid() else trail.Wanted()
    context = {"filters": filters}
    return answer(request, TRAIL, trail.matching(wanted), "administration/audit.html", context)


@only(permissions.READ_AUDIT)
def entry(request: AccountRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Entry, pk=pk)
    context = {"entry": shown, "words": action_words(shown.action), "facts": _facts(shown)}
    return render(request, "administration/audit_entry.html", context)


def _facts(entry: Entry) -> list[tuple[object, object]]:
    """Everything that the body says, and where the entry hangs in its chain."""
    said = json.loads(entry.body)
    subject = format_html(
        '<a href="{}">{}</a> <code>{}</code>',
        about(entry),
        subject_words(entry.subject),
        entry.subject,
    )
    return [
        (_("Người làm"), entry.actor),
        (_("Mã việc"), format_html("<code>{}</code>", entry.action)),
        (_("Đối tượng"), subject),
        *((DETAILS.get(key, key), str(said[key])) for key in sorted(said) if key not in HEAD),
        (_("Mắt xích"), _link(entry)),
    ]


def _link(entry: Entry) -> str:
    link = Link.objects.filter(entry=entry.pk).first()
    if link is None:
        return render_to_string(
            "components/tag.html", {"tone": "bad", "text": _("Chưa nối vào chuỗi")}
        )
    return _("Số %(seq)s của dòng “%(stream)s”") % {"seq": link.seq, "stream": link.stream}


@require_POST
@only(permissions.READ_AUDIT)
def verification(request: AccountRequest) -> HttpResponse:
    """Recompute the chains now; a POST, because a million entries take seconds."""
    path = environment().home / ANCHORS
    verdict = audit.verify()
    context = {
        "verdict": verdict,
        "fault": FAULTS.get(verdict.fault, verdict.fault),
        "heads": sorted((stream, seq, digest) for stream, (seq, digest) in audit.heads().items()),
        "anchor_faults": list(anchors.faults(path)),
        "has_anchors": path.exists(),
    }
    return render(request, "administration/audit_verification.html", context)


@require_POST
@only(permissions.READ_AUDIT)
def verification_later(request: AccountRequest) -> HttpResponse:
    """The same in the background, chain by chain: for a trail that takes minutes."""
    run = jobs.start(kind="audit.verify", arguments={}, by=request.user)
    messages.success(request, _("Đã giao việc kiểm tra. Có thể làm việc khác rồi quay lại xem."))
    return redirect("run", code=run.code)
