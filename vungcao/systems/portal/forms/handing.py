"""A page as its form was sent, before anything of it is kept."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page


def as_sent(request: HttpRequest, page: Page, above: Page) -> Any:
    """The page with what was written into its form, as a draft would hold it; for looking only.

    Nothing where not even a draft can be made of it: the editor says why beside the fields.
    """
    form = _bound(request, page, above)
    form.defer_required_fields()
    return form.instance if form.is_valid() else None


def lacking(request: HttpRequest, page: Page, above: Page) -> list[str]:
    """What a page needs before it is handed in and a draft does not, as sentences."""
    form = _bound(request, page, above)
    simple = [name for name in form.errors if not hasattr(form.fields.get(name), "block")]
    return [
        f"{form.fields[name].label}: {' '.join(form.errors[name])}"
        for name in simple
        if name in form.fields
    ]


def _bound(request: HttpRequest, page: Page, above: Page) -> Any:
    return page.get_edit_handler().get_form_class()(
        request.POST, request.FILES, instance=page, parent_page=above, for_user=request.user
    )
