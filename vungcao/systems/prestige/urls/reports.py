"""Addresses of reports of prestigious persons."""

from django.urls import URLPattern, path

from vungcao.systems.prestige.views import report_steps, reports

BASE = "lam-viec/uy-tin/phan-anh/"

patterns: list[URLPattern] = [
    path(BASE, reports.reports, name="reports"),
    path(f"{BASE}qua-han/", reports.late, name="reports-late"),
    path(f"{BASE}ghi/", report_steps.choose, name="report-choose"),
    path(f"{BASE}ghi/<int:pk>/", report_steps.new, name="report-new"),
    path(f"{BASE}ma/<str:code>/", reports.of_case, name="report-of-case"),
    path(f"{BASE}<int:pk>/", reports.report, name="report"),
    path(f"{BASE}<int:pk>/giao/", report_steps.assign, name="report-assign"),
    path(f"{BASE}<int:pk>/tra-loi/", report_steps.answer, name="report-answer"),
    path(f"{BASE}<int:pk>/chuyen/", report_steps.transfer, name="report-transfer"),
    path(f"{BASE}<int:pk>/ket-thuc/", report_steps.close, name="report-close"),
    path(f"{BASE}<int:pk>/mo-lai/", report_steps.reopen, name="report-reopen"),
]
