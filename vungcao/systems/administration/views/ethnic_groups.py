"""Ethnic groups in both code schemes, and the rules by which places are demarcated."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from vungcao.kernel.norms import queries
from vungcao.kernel.norms.models import EthnicGroup, GroupKind, Scheme
from vungcao.systems.administration import permissions
from vungcao.systems.administration.forms.norms import GroupSearch
from vungcao.systems.administration.views.norm_lines import last_day, outcomes
from vungcao.web.access import only
from vungcao.web.http import AccountRequest


@only(permissions.READ_NORMS)
def groups(request: AccountRequest) -> HttpResponse:
    form = GroupSearch(request.GET)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    context = {
        "form": form,
        "asked": asked,
        "match": queries.match_group(asked) if asked else None,
        "lines": sorted(map(_line, queries.ethnic_groups(request.today)), key=_code),
    }
    return render(request, "administration/norms_groups.html", context)


def _line(group: EthnicGroup) -> dict[str, Any]:
    codes = {code.scheme: code for code in group.codes.all()}
    return {
        "group": group,
        "qd421": codes.get(Scheme.QD421),
        "gso": codes.get(Scheme.GSO),
        "aliases": [alias.name for alias in group.aliases.all()],
        "is_foreign": group.kind == GroupKind.FOREIGN,
    }


def _code(line: dict[str, Any]) -> str:
    """The list stands in the order of the scheme that civil papers use."""
    return line["qd421"].code if line["qd421"] else "~"


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
