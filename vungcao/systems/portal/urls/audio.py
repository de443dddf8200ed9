"""Addresses of what is heard, and of the office's work on it."""

from django.urls import URLPattern, path

from vungcao.systems.portal.views import listening, recordings, speakers

BASE = "lam-viec/cong-thong-tin/ban-doc/"
ONE = f"{BASE}<int:pk>/"
READERS = "lam-viec/cong-thong-tin/nguoi-doc/"

patterns: list[URLPattern] = [
    path("nghe/", listening.listen, name="listen"),
    path("nghe/bo-phat-thanh/", listening.pack, name="pack"),
    path("nghe/tep/<slug:code>.<slug:ending>", listening.recording, name="recording"),
    path("nghe/<slug:language>.rss", listening.podcast, name="podcast"),
    path(BASE, recordings.editions, name="editions"),
    path(f"{BASE}moi/", recordings.new, name="edition-new"),
    path(f"{BASE}tep/<slug:code>.<slug:ending>", listening.draft, name="edition-file"),
    path(ONE, recordings.edition, name="edition"),
    path(f"{ONE}kiem-tra/", recordings.check, name="edition-check"),
    path(f"{ONE}dang/", recordings.publish, name="edition-publish"),
    path(f"{ONE}go/", recordings.withdraw, name="edition-withdraw"),
    path(READERS, speakers.speakers, name="speakers"),
    path(f"{READERS}moi/", speakers.new, name="speaker-new"),
    path(f"{READERS}<int:pk>/", speakers.speaker, name="speaker"),
    path(f"{READERS}<int:pk>/rut/", speakers.withdraw, name="speaker-withdraw"),
]
