"""What the one place that writes figures answers, in words for a page and in JSON for a script."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from vungcao.kernel.accounts.models import User
from vungcao.systems.statistics.models import Channel, Submission
from vungcao.systems.statistics.queries import entry, parts
from vungcao.systems.statistics.rules.operations import CONFLICT, Answer, Op
from vungcao.systems.statistics.services import entering
from vungcao.systems.statistics.views.entry_page import cell_data
from vungcao.systems.statistics.views.entry_parts import Json
from vungcao.systems.statistics.views.entry_session import Asked


def take_ops(submission: Submission, asked: Asked, now: datetime, by: User) -> Json:
    """What became of each change, and every cell that has changed since the script last asked."""
    done = entering.apply(submission=submission, ops=asked.ops, by=by, now=now)
    inputs = entry.inputs(submission.obligation.campaign.version_id)
    changed = entry.shown(submission, since=asked.since)
    names = _names(done.answers)
    return {
        "rev": done.revision,
        "done": [_said(one, names) for one in done.answers],
        "cells": {code: cell_data(inputs[code], one) for code, one in changed.items()},
    }


def take_form(submission: Submission, ops: Sequence[Op], now: datetime, by: User) -> dict[str, str]:
    """What stands against the cells of a form that could not be taken; the others are kept."""
    if not ops:
        return {}
    done = entering.apply(submission=submission, ops=ops, by=by, now=now, channel=Channel.PLAIN)
    names = _names(done.answers)
    answered = zip(ops, done.answers, strict=True)
    return {op.cell: _sentence(one, names) for op, one in answered if not one.is_done}


def _sentence(answer: Answer, names: dict[str, str]) -> str:
    if answer.code != CONFLICT:
        return answer.why
    said = {"by": names.get(answer.by, ""), "value": answer.value or _("ô trống")}
    return _("%(by)s vừa ghi %(value)s; gửi lại nếu vẫn giữ số này") % said


def _said(answer: Answer, names: dict[str, str]) -> Json:
    said: Json = {"id": str(answer.id), "code": answer.code}
    if answer.is_done:
        return said | {"rev": answer.revision}
    if answer.code != CONFLICT:
        return said | {"why": answer.why}
    at = answer.at.timestamp() if answer.at else 0
    held: Json = {"rev": answer.revision, "s": str(answer.state), "v": answer.value}
    return said | held | {"by": names.get(answer.by, ""), "at": at}


def _names(answers: Sequence[Answer]) -> dict[str, str]:
    wanted = {one.by for one in answers if one.by}
    found = User.objects.filter(username__in=wanted) if wanted else ()
    return {one.username: parts.called(one) for one in found}
