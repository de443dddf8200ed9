"""Long work of administration."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from vungcao.kernel.audit import queries as audit
from vungcao.kernel.jobs.tasks import job
from vungcao.kernel.offers.jobs import Outcome, Work
from vungcao.systems.administration import permissions

TAMPERED = "Nhật ký đã bị can thiệp: kiểm tra ngay trên trang nhật ký để biết chỗ sai."


@job("audit.verify", label=_("Kiểm tra toàn bộ nhật ký"), roles=permissions.READ_AUDIT)
def verify_audit(work: Work) -> Outcome:
    """Recompute the chains one after the other. A broken link is a finding, no failure."""
    streams = sorted(audit.heads())
    verdicts = []
    for number, stream in enumerate(streams):
        work.progress(number, len(streams), f"Đang tính lại dòng nhật ký “{stream}”")
        verdicts.append(audit.verify(stream))
    entries = sum(verdict.entries for verdict in verdicts)
    details = {"entries": entries, "broken": sum(not verdict.holds for verdict in verdicts)}
    if details["broken"]:
        return Outcome(TAMPERED, details=details)
    said = ngettext(
        "Nhật ký nguyên vẹn: đã tính lại %(n)d mắt xích.",
        "Nhật ký nguyên vẹn: đã tính lại %(n)d mắt xích.",
        entries,
    )
    return Outcome(said % {"n": entries}, details=details)
