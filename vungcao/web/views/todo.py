"""All that waits for the reader, on one page."""

from django.http import HttpResponse
from django.shortcuts import render

from vungcao.kernel.access.roles import OFFICE
from vungcao.web import todo
from vungcao.web.access import only
from vungcao.web.http import AccountRequest


@only(OFFICE)
def everything(request: AccountRequest) -> HttpResponse:
    context = {
        "lines": todo.lines(request, request.user),
        "kinds": todo.kinds(request, request.user),
        "today": request.today,
    }
    return render(request, "todo.html", context)
