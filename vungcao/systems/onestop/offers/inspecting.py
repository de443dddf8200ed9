"""Electronic copies are looked at as soon as they were handed in, apart from who waits."""

import json

from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar import clock
from vungcao.kernel.cases.models import CaseEvent
from vungcao.kernel.offers.outbox import Announcement, Consumer, consumers
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.services.engine import KIND, MOVED
from vungcao.systems.onestop.services.inspecting import inspect_papers

BROUGHT = ("submit", "supply")  # what brings papers


def take(said: Announcement) -> None:
    """A dossier moved: only what brings papers concerns us."""
    if said.details.get("kind") != KIND:
        return
    event = CaseEvent.objects.filter(pk=int(str(said.details["event"]))).first()
    if event is None or json.loads(event.body).get("does") not in BROUGHT:
        return
    dossier = Dossier.objects.filter(case=event.case_id).first()
    if dossier is not None:
        by = system_account("one-stop")
        by.reach = (NATION_SCOPE,)
        inspect_papers(dossier=dossier, now=clock.now(), by=by)


consumers.register(
    "onestop.signatures",
    Consumer(frozenset({f"cases.{MOVED}"}), take, _("Kiểm tra chữ ký số của giấy tờ đã nộp")),
)
