"""Receiving and answering what prestigious persons report: which days and words may be written."""

from datetime import date

from django.utils.translation import gettext as _


def against_report(
    *, words: str, received_on: date, recognised_on: date, is_void: bool, today: date
) -> list[str]:
    """Why a report cannot be entered, all at once. Who was on the list before may still report."""
    found = []
    if is_void:
        found.append(_("Lần công nhận này ghi nhầm, đã huỷ: chọn lần công nhận khác."))
    if not words.strip():
        found.append(_("Ghi lời phản ánh."))
    if received_on > today:
        found.append(_("Ngày nhận phản ánh không được sau hôm nay."))
    if received_on < recognised_on:
        sentence = _("Người này được công nhận từ %(day)s: ngày nhận không được trước ngày đó.")
        found.append(sentence % {"day": f"{recognised_on:%d/%m/%Y}"})
    return found


def against_answer(*, words: str, answered_on: date, received_on: date, today: date) -> list[str]:
    """Why an answer cannot be entered, all at once."""
    found = []
    if not words.strip():
        found.append(_("Ghi nội dung trả lời."))
    if answered_on < received_on:
        sentence = _("Ngày trả lời không được trước ngày nhận phản ánh %(day)s.")
        found.append(sentence % {"day": f"{received_on:%d/%m/%Y}"})
    if answered_on > today:
        found.append(_("Ngày trả lời không được sau hôm nay."))
    return found


def against_reason(reason: str) -> list[str]:
    """An end without an answer, a transfer and a reopening are explained."""
    return [] if reason.strip() else [_("Ghi lý do.")]
