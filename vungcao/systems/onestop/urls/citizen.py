"""Addresses of the pages for citizens; they stand before the guide of a procedure by its code."""

from django.urls import path

from vungcao.systems.onestop.views import citizen_apply, citizen_proof

APPLY = "thu-tuc/<str:code>/nop/"

patterns = [
    path("thu-tuc/nop-tiep/", citizen_proof.resume, name="resume"),
    path(APPLY, citizen_apply.apply, name="apply"),
    path(f"{APPLY}to-khai/", citizen_apply.form, name="apply-form"),
    path(f"{APPLY}giay-to/", citizen_apply.papers, name="apply-papers"),
    path(f"{APPLY}kiem-tra/", citizen_apply.check, name="apply-check"),
    path(f"{APPLY}da-nop/", citizen_apply.done, name="apply-done"),
    path(f"{APPLY}bo/", citizen_apply.drop, name="apply-drop"),
]
