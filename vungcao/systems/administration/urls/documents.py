"""Addresses of documents: written, numbered, signed and followed by the office."""

from django.urls import path

from vungcao.systems.administration.views import document_steps, documents

patterns = [
    path("lam-viec/van-ban/", documents.browse, name="documents"),
    path("lam-viec/van-ban/soan/<str:template>/", documents.write, name="document-new"),
    path("lam-viec/van-ban/<str:code>/", documents.document, name="document"),
    path("lam-viec/van-ban/<str:code>/sua/", documents.revise, name="document-edit"),
    path("lam-viec/van-ban/<str:code>/xem-truoc/", documents.preview, name="document-preview"),
    path("lam-viec/van-ban/<str:code>/ban-sua-duoc/", documents.copy, name="document-copy"),
    path("lam-viec/van-ban/<str:code>/bo/", document_steps.discard, name="document-discard"),
    path("lam-viec/van-ban/<str:code>/cap-so/", document_steps.number, name="document-number"),
    path("lam-viec/van-ban/<str:code>/huy-so/", document_steps.cancel, name="document-cancel"),
    path("lam-viec/van-ban/<str:code>/ky/", document_steps.sign, name="document-sign"),
    path("lam-viec/van-ban/<str:code>/thu-hoi/", document_steps.revoke, name="document-revoke"),
    path("lam-viec/van-ban/<str:code>/thay-the/", document_steps.relate, name="document-relate"),
]
