"""What a browser keeps for times without a network: one page and its files, by version."""

import hashlib
import json
import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from vungcao.runtime.env import environment

FILE = re.compile(r'(?:href|src)="(/static/[^"]+)"')
WORKER = "js/worker.js"


def page() -> str:
    """Asks nothing of the request: the same page is kept for whoever uses the machine."""
    here = environment()
    said = {"is_demo": here.is_demo, "is_practice": bool(here.practice)}
    with translation.override("vi"):
        return render_to_string("offline.html", said)


def realm() -> str:
    """Production, demo and practice never read what another of them has kept."""
    here = environment()
    return f"vungcao-{'practice' if here.practice else here.mode}-{here.port}"


@cache
def worker() -> str:
    """The service worker with its set-up; another text for every state of the static files."""
    code, shown = Path(str(finders.find(WORKER))).read_text("utf-8"), page()
    state = f"{getattr(staticfiles_storage, 'manifest_hash', '')}\0{code}\0{shown}"
    setup = {
        "realm": realm(),
        "version": hashlib.sha256(state.encode()).hexdigest()[:12],
        "page": reverse("offline"),
        "files": sorted(set(FILE.findall(shown))),
        "leave": reverse("sign-out"),
    }
    return f"const SETUP = {json.dumps(setup)};\n{code}"
