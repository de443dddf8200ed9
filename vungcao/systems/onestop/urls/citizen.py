"""Addresses of the pages for citizens; they stand before the guide of a procedure by its code."""

from django.urls import path

from vungcao.systems.onestop.views import (
    citizen_apply,
    citizen_follow,
    citizen_own,
    citizen_proof,
)

APPLY = "thu-tuc/<str:code>/nop/"
TRACK, MINE = "thu-tuc/theo-doi/", "thu-tuc/ho-so-cua-toi/"

patterns = [
    path("thu-tuc/nop-tiep/", citizen_proof.resume, name="resume"),
    path(TRACK, citizen_proof.track, name="track"),
    path(f"{TRACK}ho-so/", citizen_follow.followed, name="followed"),
    path(f"{TRACK}ho-so/vi-sao/", citizen_follow.why, name="followed-why"),
    path(f"{TRACK}ho-so/bo-sung/", citizen_follow.supply, name="followed-supply"),
    path(f"{TRACK}ho-so/rut/", citizen_follow.withdraw, name="followed-withdraw"),
    path(f"{TRACK}ho-so/nhan/", citizen_follow.message, name="followed-message"),
    path(f"{TRACK}ho-so/danh-gia/", citizen_follow.rate, name="followed-rate"),
    path(f"{TRACK}ho-so/giay-to/<slug:form>/", citizen_follow.paper, name="followed-paper"),
    path(f"{TRACK}dong/", citizen_follow.leave, name="followed-leave"),
    path(MINE, citizen_own.mine, name="mine"),
    path(f"{MINE}ho-so/<str:code>/", citizen_own.one, name="mine-dossier"),
    path(f"{MINE}nhap/<str:code>/", citizen_own.begun, name="mine-draft"),
    path(APPLY, citizen_apply.apply, name="apply"),
    path(f"{APPLY}to-khai/", citizen_apply.form, name="apply-form"),
    path(f"{APPLY}giay-to/", citizen_apply.papers, name="apply-papers"),
    path(f"{APPLY}kiem-tra/", citizen_apply.check, name="apply-check"),
    path(f"{APPLY}da-nop/", citizen_apply.done, name="apply-done"),
    path(f"{APPLY}bo/", citizen_apply.drop, name="apply-drop"),
]
