"""What a browser asks for to install the product and to have a page without a network."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from vungcao.runtime.env import environment
from vungcao.web import offline

SIZES = (192, 512)


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    return HttpResponse(offline.worker(), content_type="text/javascript; charset=utf-8")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(offline.page())


@require_safe
@cache_control(no_cache=True)
def manifest(request: HttpRequest) -> JsonResponse:
    said = {
        "id": "/",
        "name": _name(),
        "short_name": "Vùng Cao",
        "description": _("Nền tảng công tác dân tộc của tỉnh"),
        "lang": "vi",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": "#19244a",
        "background_color": "#f1f3f7",
        "icons": [
            {"src": static("img/mark.svg"), "type": "image/svg+xml", "sizes": "any"},
            *(_icon(f"icon-{size}", size, "any") for size in SIZES),
            *(_icon(f"icon-maskable-{size}", size, "maskable") for size in SIZES),
        ],
    }
    return JsonResponse(said, content_type="application/manifest+json")


def _name() -> str:
    """Installed side by side, nobody takes a class or a demo for the office."""
    here = environment()
    if here.practice:
        return _("Vùng Cao (thực hành)")
    return _("Vùng Cao (trình diễn)") if here.is_demo else "Vùng Cao"


def _icon(name: str, size: int, purpose: str) -> dict[str, str]:
    address = static(f"img/{name}.png")
    return {"src": address, "type": "image/png", "sizes": f"{size}x{size}", "purpose": purpose}
