"""The signed log of comments, for inspectors."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.comments import permissions
from vungcao.systems.comments.forms.office import Period
from vungcao.systems.comments.services import exporting
from vungcao.web.access import only
from vungcao.web.http import AccountRequest


@only(permissions.EXPORT)
def export(request: AccountRequest) -> HttpResponse:
    first = {"first": request.today - timedelta(days=90), "last": request.today}
    form = Period(request.POST or None, initial=first)
    if form.is_valid():
        said = form.cleaned_data
        period = exporting.Period(said["first"], said["last"])
        try:
            content = exporting.export_log(period=period, now=clock.now(), by=request.user)
        except RuleBroken as broken:
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            answer = HttpResponse(content, content_type="application/zip")
            name = f"binh-luan-{period.first:%Y%m%d}-{period.last:%Y%m%d}.zip"
            answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
            return answer
    return render(request, "comments/export.html", {"form": form})
