"""The list of prestigious persons, and looking one of them up."""

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.people.queries import sought
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.forms.register import MOST_PERSONS, Filters, Seek
from vungcao.systems.prestige.queries import listing as queries
from vungcao.systems.prestige.services import listing
from vungcao.systems.prestige.services.listing import Line
from vungcao.systems.prestige.views import register_table as tables
from vungcao.systems.prestige.views.allowed import may
from vungcao.web.access import only
from vungcao.web.context import chosen
from vungcao.web.http import AccountRequest
from vungcao.web.tables import Lines, answer, keeps


@only(permissions.READ_REGISTER)
def browse(request: AccountRequest) -> HttpResponseBase:
    form = Filters(_asked(request), within=request.user.reach, today=request.today)
    form.full_clean()
    day, persons = form.wanted.day, form.persons
    shown = tables.table(day, request.user, map_day=form.map_day, is_looked_up=persons is not None)
    context = {
        "filters": form,
        "seek": Seek(auto_id="seek_%s"),
        "found": None if persons is None else len(persons),
        "is_open": form.is_narrowed_more,
        "may_keep": may(request, permissions.KEEP_REGISTER),
        "may_import": may(request, permissions.IMPORT_REGISTER),
    }
    rows = Lines(_lines(request, form))
    return answer(request, shown, rows, "prestige/register.html", context)


@only(permissions.READ_REGISTER)
def seek(request: AccountRequest) -> HttpResponse:
    """Whoever bears the name goes on by the number of the record; the name stays in the form."""
    if request.method != "POST":
        return redirect("prestige:register")
    form = Seek(request.POST, auto_id="seek_%s")
    if form.is_valid():
        found = sought(form.cleaned_data["q"], request.user)
        if found is not None:
            keys = found.values_list("pk", flat=True)[:MOST_PERSONS]
            words = "-".join(map(str, keys)) or "0"
            return redirect(f"{reverse('prestige:register')}?shown=all&persons={words}")
        form.add_error("q", _("Gõ cả họ và tên, hoặc đúng số giấy tờ, số điện thoại."))
    return render(request, "prestige/seek.html", {"form": form})


def _asked(request: AccountRequest) -> QueryDict:
    """What was asked for; the day stands in its field also when nobody asked for it."""
    asked = request.GET.copy()
    if not asked.get("day"):
        asked["day"] = f"{chosen(request).period.day:%d/%m/%Y}"
    return asked


def _lines(request: AccountRequest, form: Filters) -> list[Line]:
    """Within the chosen unit, unless one is asked for here."""
    if form.errors or keeps(request):
        return []
    wanted, user = form.wanted, request.user
    is_wide = wanted.unit is not None or wanted.persons is not None
    scopes = user.reach if is_wide else chosen(request).narrow(user.reach)
    lines = listing.lines(queries.matching(scopes, wanted), wanted.day, wanted.map_day)
    if tables.opens_all(form, request.GET.get("sort", "")):
        return listing.open_matching(lines=lines, sieve=form.sieve, by=user)
    return lines
