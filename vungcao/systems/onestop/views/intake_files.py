"""Scans that were chosen for a page which is shown again: kept for a day, never half a dossier."""

from collections.abc import Sequence
from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import contents, services
from vungcao.kernel.files.models import Upload
from vungcao.kernel.offers.files import file_kinds
from vungcao.systems.onestop.forms.desk import DROP, HELD, HELD_NAME
from vungcao.systems.onestop.rules.definition import Document
from vungcao.systems.onestop.services.storing import PAPER
from vungcao.web.http import AccountRequest

MOST = 20  # scans of one officer that wait for a page to be sent again


def has_any(request: AccountRequest, data: QueryDict) -> bool:
    return bool(request.FILES) or any(name.startswith(f"{HELD}-") for name in data)


def hold(
    request: AccountRequest, data: QueryDict, documents: Sequence[Document]
) -> tuple[QueryDict, dict[str, str]]:
    """What the page says with its scans kept as uploads, and what is wrong with the others."""
    said, wrong = data.copy(), {}
    for one in documents:
        held, file = f"{HELD}-{one.code}", request.FILES.get(f"file-{one.code}")
        before = _mine(said.get(held, ""), request.user)
        if before is not None and (file is not None or f"{DROP}-{one.code}" in said):
            services.discard_upload(upload=before, by=request.user)
            before = None
        said[held] = before.code if before else ""
        said.pop(f"{DROP}-{one.code}", None)
        if file is not None:
            try:
                said[held], said[f"{HELD_NAME}-{one.code}"] = _kept(file, request.user)
            except RuleBroken as broken:
                wrong[one.code] = str(broken)
    return said, wrong


def _mine(code: str, account: User) -> Upload | None:
    return Upload.objects.filter(code=code, account=account).first() if code else None


def _kept(file: UploadedFile, by: User) -> tuple[str, str]:
    """Code and name of an upload, whole. Raises `RuleBroken` for what would be refused anyway."""
    file.seek(0)
    content, name = file.read(), file.name or ""
    contents.check(content, name, file_kinds.get(PAPER))
    upload = services.begin_upload(
        size=len(content), kind=PAPER, mark="", now=clock.now(), by=by, most=MOST
    )
    services.receive_piece(upload=upload, offset=0, piece=BytesIO(content), by=by)
    return upload.code, name
