"""From a document to what its form prints: the frame of every paper and the written values."""

from datetime import date
from typing import Any

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import queries, rules, typesetting
from vungcao.kernel.documents.models import Document
from vungcao.kernel.documents.queries import Words
from vungcao.kernel.documents.typesetting import Print
from vungcao.kernel.offers.publications import DocumentTemplate, document_templates
from vungcao.runtime.env import Environment, environment

NOT_YET = "……"


def address(code: str) -> str:
    """Where anybody can verify the paper of this code."""
    return f"{base(environment())}/xac-minh/{code}/"


def base(here: Environment) -> str:
    """How the product is reached from outside."""
    if here.is_demo:
        return f"http://localhost:{here.port}"
    return f"https://{here.allowed_hosts[0].lstrip('.')}"


def printed(document: Document, today: date) -> Print:
    """The paper as PDF/A; without a number it is a proof, with dots where number and day go."""
    form = document_templates.get(document.template)
    return typesetting.compiled(
        form.template, context(document, form, today), document.issued_on or today
    )


def context(document: Document, form: DocumentTemplate, today: date) -> dict[str, Any]:
    """Plain values for the form, equal for PDF and DOCX. Raises `RuleBroken` once erased."""
    said = queries.words([document])[0]
    if said.is_erased:
        raise RuleBroken("Nội dung văn bản đã xoá theo yêu cầu, không in được nữa.")
    made = document.issued_on or today
    return {
        **_frame(document, form, said),
        **form.context(_written(said, form)),
        "made": [made.year, made.month, made.day],
        "day": f"{made:%d}" if document.issued_on else NOT_YET,
        "month": f"{made:%m}" if document.issued_on else NOT_YET,
        "year": f"{made:%Y}",
    }


def _frame(document: Document, form: DocumentTemplate, said: Words) -> dict[str, Any]:
    is_proof = document.issued_on is None
    return {
        "issuer": document.issuer_name,
        "number": document.number or document.reference or NOT_YET,
        "kind_title": form.title,
        "subject": said.subject,
        "title": " ".join(filter(None, [form.title, document.number])) or str(form.label),
        "authority": lines(document.signer_post),
        "signer": document.signer_name,
        "code": document.code,
        "code_shown": rules.in_fours(document.code),
        "address": address(document.code),
        "qr": "" if is_proof else typesetting.qr(address(document.code)),
        "is_sample": document.is_sample,
    }


def _written(words: Words, form: DocumentTemplate) -> dict[str, Any]:
    """What the officer wrote: lines become lists, what is missing becomes empty."""
    given = words.values
    said = {
        name: lines(given.get(name, "")) if field.is_lines else given.get(name, "")
        for name, field in form.fields.items()
    }
    return {**given, **said}


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
