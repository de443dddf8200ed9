"""The kinds of cases that procedures run."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.cases import CaseKind, case_kinds
from vungcao.systems.onestop import permissions
from vungcao.systems.onestop.queries import agencies
from vungcao.systems.onestop.services.engine import KIND, OPINION

WORKERS = frozenset(map(str, permissions.WORK))

case_kinds.register(
    KIND,
    CaseKind(
        label=_("Hồ sơ thủ tục hành chính"),
        roles=WORKERS,
        address=lambda code: reverse("onestop:of-case", args=[code]),
        heir=agencies.heir,
    ),
)
case_kinds.register(
    OPINION,
    CaseKind(
        label=_("Ý kiến được hỏi về hồ sơ"),
        roles=WORKERS,
        address=lambda code: reverse("onestop:opinion-of-case", args=[code]),
    ),
)
