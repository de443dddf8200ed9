"""Procedures for citizens: the catalogue, and the guide of one procedure."""

from datetime import date
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.systems.onestop.forms.procedures import Catalogue
from vungcao.systems.onestop.models import ProcedureVersion
from vungcao.systems.onestop.queries import procedures as reads
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules import wording
from vungcao.systems.onestop.views import citizen_session as sessions
from vungcao.systems.onestop.views import procedure_words as words
from vungcao.web import keeping
from vungcao.web.public import Item, Listing, Section
from vungcao.web.tables.asking import address

NUMBER, PAGE = "trang", 20  # of the catalogue's pages


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """The procedures of today by field; the words in the form go unkept."""
    keeping.offer(request)
    day = clock.today()
    fields, agencies = reads.choices(day)
    form = Catalogue(request.GET, fields=fields, agencies=agencies)
    leaf = reads.leaf(day, form.sought, _number(request), PAGE)
    context = {
        "form": form,
        "leaf": leaf,
        "until": leaf.first + len(leaf.rows) - 1,
        "is_filtered": any(request.GET.get(name) for name in form.fields if name != "q"),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "listing": Listing(
            title=_("Thủ tục hành chính"),
            sections=tuple(_sections(leaf.rows)),
            nothing=_("Không có thủ tục nào như vậy. Gõ ít chữ hơn, hoặc bỏ bớt lựa chọn."),
            newer=address(request.GET, **{NUMBER: None}) if leaf.number > 1 else "",
            older=_older(request, leaf),
        ),
        "track": words.way("onestop:track"),
        "mine": words.way("onestop:mine") if sessions.citizen(request) else "",
    }
    return render(request, "onestop/catalogue.html", context)


def _older(request: HttpRequest, leaf: reads.Leaf) -> str:
    is_last = leaf.number >= leaf.last
    return "" if is_last else address(request.GET, **{NUMBER: leaf.number + 1})


def _number(request: HttpRequest) -> int:
    said = request.GET.get(NUMBER, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else 1


def _sections(found: list[ProcedureVersion]) -> list[Section]:
    return [
        Section(field, tuple(_item(one) for one in rows))
        for field, rows in groupby(found, key=lambda one: one.field)
    ]


def _item(one: ProcedureVersion) -> Item:
    said = [one.agency, wording.term(one.term_halves, one.fixed_term), _online(one)]
    there = reverse("onestop:guide", args=[one.procedure.code])
    return Item(one.name, there, ". ".join(filter(None, said)))


def _online(one: ProcedureVersion) -> str:
    doubtful = "" if one.level_state == "seen" else _(" (chưa xác minh)")
    return _("Trực tuyến: %(level)s") % {"level": words.level(one)} + doubtful


@require_safe
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """One procedure as it counts today, or as it did on the day that was asked for."""
    today = clock.today()
    history = reads.history(code)
    if not history:
        raise Http404
    shown = _asked(request, history) or reads.counting(history, today) or history[0]
    version = ProcedureVersion.objects.select_related("procedure", "basis").get(pk=shown.pk)
    process = versions.process(version)
    context = {
        "version": version,
        "note": _note(version, reads.counting(history, today), today),
        "facts": words.facts(version),
        "papers": words.papers(process),
        "stages": words.stages(process),
        "bases": words.bases(version),
        "ages": words.ages(history, version),
        "apply": words.way("onestop:apply", code) if reads.may_apply(version, today) else "",
        "has_process": bool(version.definition),
    }
    answer = render(request, "onestop/guide.html", context)
    if not isinstance(request.user, User):  # a browser keeps it for times without a network
        answer.headers["X-For-Everybody"] = "1"
    return answer


def _asked(request: HttpRequest, history: list[ProcedureVersion]) -> ProcedureVersion | None:
    """The version of the day in the address; a day without one is no page."""
    if not (said := request.GET.get("ngay", "")):
        return None
    try:
        found = reads.counting(history, date.fromisoformat(said))
    except ValueError as wrong:
        raise Http404 from wrong
    if found is None:
        raise Http404
    return found


def _note(shown: ProcedureVersion, now: ProcedureVersion | None, today: date) -> str:
    """What a reader has to know of a version that does not count today."""
    if now is not None and now.pk == shown.pk:
        return ""
    if shown.valid_from > today:
        return _("Bản này có hiệu lực từ ngày %(day)s.") % {"day": f"{shown.valid_from:%d/%m/%Y}"}
    until = shown.valid_until
    assert until is not None
    said = _("Bản này đã hết hiệu lực từ ngày %(day)s, chỉ để tra cứu.")
    return said % {"day": f"{until:%d/%m/%Y}"}
