"""Ethnic groups in both code schemes, and the rules by which places are demarcated."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from vungcao.kernel.norms import queries
from vungcao.systems.administration import permissions
from vungcao.systems.administration.forms.norms import GroupSearch
from vungcao.systems.administration.queries.ethnic_groups import lines
from vungcao.systems.administration.views.norm_lines import last_day, outcomes
from vungcao.systems.administration.views.norm_tables import GROUPS
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.tables import Lines, answer


@only(permissions.READ_NORMS)
def groups(request: AccountRequest) -> HttpResponseBase:
    """What a typed name means, and the groups that bear a part of it."""
    filters = GroupSearch(request.GET)
    filters.full_clean()
    asked, kind = (filters.cleaned_data.get(name, "") for name in ("q", "kind"))
    match = queries.match_group(asked) if asked else None
    context = {"filters": filters, "asked": asked, "match": match}
    rows = Lines(lines(request.today, asked, kind))
    return answer(request, GROUPS, rows, "administration/norms_groups.html", context)


@only(permissions.READ_NORMS)
def rule_sets(request: AccountRequest) -> HttpResponse:
    found = [(rules, last_day(rules.valid_until)) for rules in queries.rule_sets()]
    context = {"rule_sets": found, "today": request.today}
    return render(request, "administration/norms_rule_sets.html", context)


@only(permissions.READ_NORMS)
def rule_set(request: AccountRequest, code: str) -> HttpResponse:
    shown = get_object_or_404(queries.rule_sets(), code=code)
    context = {
        "rule_set": shown,
        "until": last_day(shown.valid_until),
        "outcomes": outcomes(shown.criteria.all()),
        "unread": [row for row in shown.criteria.all() if not row.basis.is_seen],
    }
    return render(request, "administration/norms_rule_set.html", context)
