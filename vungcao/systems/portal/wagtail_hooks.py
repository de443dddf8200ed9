"""What the editor finds and what it does not: Wagtail asks for this file by its name."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import BigIntegerField, CharField, ForeignKey, QuerySet
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import AdminItem, BaseItem, ContentCheckerItem
from wagtail.admin.views.generic.chooser import CreateView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.button import Button
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.organisations.models import Organisation
from vungcao.systems.portal.forms import choices
from vungcao.systems.portal.forms.files import FileForm
from vungcao.systems.portal.forms.handing import as_sent, lacking
from vungcao.systems.portal.forms.pictures import BodyField
from vungcao.systems.portal.models import Home, PublicFile, Section
from vungcao.systems.portal.models.checks import APPROVE, REJECT, Said, against, refused, writers
from vungcao.systems.portal.models.files import FileChooser
from vungcao.systems.portal.queries import checking, desk, editing
from vungcao.systems.portal.services import files

ABOVE_SECTIONS = 2  # the depth of the front
ABSENT = {"help", "settings"}  # of Wagtail itself, and of what roles decide here
WROTE = _("Người viết không tự đăng bài của mình: bấm “Gửi duyệt” để người khác kiểm tra, duyệt.")
register_form_field_override(ForeignKey, to=Organisation, override={"form_class": BodyField})
register_form_field_override(CharField, override=choices.override)
# Amounts with their thousands apart: a browser's own field for numbers loses them.
register_form_field_override(
    BigIntegerField,
    override={
        "localize": True,
        "error_messages": {"invalid": _("Nhập số nguyên đồng, ví dụ 1.250.000.")},
    },
)
HANDING_IN = ("action-submit", "action-restart-workflow")
NOT_HANDED_IN = _(
    "Chưa gửi duyệt được, bài đã lưu thành bản nháp. Sửa những điểm nêu dưới đây rồi gửi lại."
)
SAVED = _("Bài đã lưu thành bản nháp, chưa đăng.")


class Checker(ContentCheckerItem):
    """Wagtail's checks of a preview, what WCAG asks of pictures, and ours by their names."""

    axe_run_only = [*ContentCheckerItem.axe_run_only, "portal-picture", "image-alt"]

    @property
    def media(self) -> Media:
        return Media(js=[static("portal/checks.js")])

    def get_axe_run_only(self, request: HttpRequest) -> list[str]:
        return [
            *self.axe_run_only,
            *(checking.rule(name) for name, _check in checking.checks.items()),
        ]

    def get_axe_custom_rules(self, request: HttpRequest) -> list[dict[str, Any]]:
        ours = [
            {
                "id": checking.rule(name),
                "selector": "h1",
                "any": [checking.rule(name)],
                "enabled": True,
            }
            for name, _check in sorted(checking.checks.items())
        ]
        picture = {
            "id": "portal-picture",
            "selector": "main img",
            "any": ["portal-picture"],
            "enabled": True,
        }
        return [*self.axe_custom_rules, picture, *ours]

    def get_axe_custom_checks(self, request: HttpRequest) -> list[dict[str, Any]]:
        ours = [{"id": checking.rule(name)} for name, _check in sorted(checking.checks.items())]
        return [*self.axe_custom_checks, {"id": "portal-picture"}, *ours]

    def get_axe_messages(self, request: HttpRequest) -> dict[str, dict[str, str]]:
        ours = {
            checking.rule(name): {"error_name": str(one.label), "help_text": str(one.help)}
            for name, one in checking.checks.items()
        }
        return {**self.axe_messages, **ours}


@hooks.register("construct_admin_api")
def name_documents(router: WagtailAPIRouter) -> None:
    """The editor's pages name an address of documents also where, as here, there are none."""
    router.register_endpoint("documents", PagesAdminAPIViewSet)


@hooks.register("insert_editor_js")
def keep_what_is_typed() -> SafeString:
    """Letters of addresses, and days that do not exist."""
    scripts = ((static(f"portal/{name}.js"),) for name in ("slug", "dates"))
    return format_html_join("", '<script src="{}"></script>', scripts)


@hooks.register("insert_global_admin_css")
def fit_a_telephone() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/editor.css"))


@hooks.register("construct_main_menu")
def leave_out(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in ABSENT]


@hooks.register("construct_reports_menu")
def leave_out_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Kinds of pages by the names of their programs are nobody's report here."""
    items[:] = [item for item in items if item.name != "page-types-usage"]


@hooks.register("construct_explorer_page_queryset")
def list_as_read(above: Page, pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Unless somebody looks for words or has chosen another order."""
    is_asked = "ordering" in request.GET or "q" in request.GET
    is_place = isinstance(above, Home | Section)
    return editing.as_read(pages) if is_place and not is_asked else pages


@hooks.register("register_page_header_buttons")
def lead_on(
    page: Page, user: User, view_name: str = "", next_url: str | None = None
) -> Iterator[Button]:
    """From a page to its recordings and its translations, which have screens of their own."""
    if page.depth > ABOVE_SECTIONS:
        asked = f"?trang={page.pk}"
        new = reverse("portal:edition-new") + asked
        yield Button(_("Tải bản đọc lên"), new, icon_name="media", priority=80)
        new = reverse("portal:translation-new") + asked
        yield Button(_("Dịch trang này"), new, icon_name="globe", priority=85)


@hooks.register("register_admin_menu_item")
def back_to_the_office() -> MenuItem:
    label = _("Về bàn làm việc")
    return MenuItem(label, reverse("home"), name="office", icon_name="home", order=1)


@hooks.register("register_admin_menu_item")
def to_what_waits() -> MenuItem:
    label = _("Bài đang chờ")
    return MenuItem(label, reverse("portal:desk"), name="desk", icon_name="tasks", order=50)


@hooks.register("construct_wagtail_userbar")
def check_what_is_shown(request: HttpRequest, items: list[BaseItem], page: Page | None) -> None:
    """Our checks in place of Wagtail's; the way to the editor's front is its own menu's."""
    kept = [one for one in items if not isinstance(one, AdminItem | ContentCheckerItem)]
    in_editor = any(getattr(one, "in_editor", False) for one in items)
    items[:] = [*kept, Checker(in_editor=in_editor)]


@hooks.register("before_edit_page")
def remind(request: HttpRequest, page: Page) -> None:
    """Say above the form what is missing in the page as it was saved last."""
    if request.method != "GET" or "_w_hydrate_create_view" in request.GET:
        return
    refusing, others = checking.by_weight(page.specific)
    if refusing:
        messages.error(request, _told(_t("Chưa duyệt, chưa đăng được:"), refusing))
    if others:
        messages.warning(request, _told(_t("Nên xem lại:"), others))


@hooks.register("before_edit_page")
def keep_back(request: HttpRequest, page: Page) -> None:
    """What would stand against publishing stands against handing in: nobody is asked to read what
    cannot be published. The text is kept as a draft."""
    if not _is_handed_in(request):
        return
    lock = page.get_lock()
    if lock is None or not lock.for_user(request.user):  # else nothing is kept either
        _only_save(request, page.get_latest_revision_as_object, page.get_parent())


@hooks.register("before_create_page")
def keep_back_new(request: HttpRequest, above: Page, kind: type[Page]) -> None:
    if _is_handed_in(request):
        _only_save(request, lambda: kind(owner=request.user, locale=above.locale), above)


def _is_handed_in(request: HttpRequest) -> bool:
    return any(request.POST.get(name) for name in HANDING_IN)


def _only_save(request: HttpRequest, page: Callable[[], Page], above: Page) -> None:
    shown = as_sent(request, page(), above)
    if shown is None or not refused(shown):
        return
    messages.error(request, _told(str(NOT_HANDED_IN), lacking(request, page(), above)))
    kept = request.POST.copy()
    for name in HANDING_IN:
        kept.pop(name, None)
    request.POST = kept  # type: ignore[assignment]


@hooks.register("construct_page_action_menu")
def leave_publishing_to_others(
    items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Who wrote is offered to hand the page on, not to publish it."""
    page = context.get("page")
    is_new = context["view"] == "create"
    if is_new or (page is not None and _stand_against(page, request)):
        items[:] = [item for item in items if item.name != "action-publish"]


@hooks.register("before_publish_page")
def refuse_to_publish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The text is kept as a draft; who wrote it does not publish it, nobody without alt texts."""
    if wrong := _stand_against(page, request):
        messages.error(request, _told(str(SAVED), wrong))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("after_edit_page")
def say_what_follows(request: HttpRequest, page: Page) -> None:
    """After a step was taken: that the page was saved does not say what becomes of it."""
    taken = request.POST.get("workflow-action-name")
    if taken == APPROVE:
        messages.success(request, desk.outcome(page.pk))
    elif taken == REJECT:
        messages.success(request, _t("Đã trả lại để sửa, người viết được báo kèm lý do."))


@hooks.register("before_bulk_action")
def refuse_heaps(
    request: HttpRequest, kind: str, objects: Collection[Page], action: Any
) -> HttpResponse | None:
    """A heap of pages is published by nobody: each is read before."""
    if kind != "publish":
        return None
    messages.error(request, _t("Đăng từng bài sau khi đọc: không đăng cả loạt."))
    return redirect("wagtailadmin_explore_root")


def _stand_against(page: Page, request: HttpRequest) -> list[str]:
    """Sections and the front are arranged by publishers alone; articles have two pairs of eyes."""
    is_place = isinstance(page.specific, Home | Section)
    wrote = not is_place and request.user.pk in writers(page)
    return ([str(WROTE)] if wrote else []) + against(page)


def _told(head: str, sentences: Sequence[str]) -> SafeString:
    if not sentences:
        return format_html("{}", head)
    lines = format_html_join("", "<li>{}</li>", ((_leading(one),) for one in sentences))
    return format_html("{}<ul>{}</ul>", head, lines)


def _leading(sentence: str) -> str:
    """To the place of the form that it speaks of, where it speaks of one."""
    if not isinstance(sentence, Said):
        return sentence
    return format_html('<a href="#{}">{}</a>', sentence.anchor, str(sentence))


class LayFile(CreateView):
    """Takes a file in the window where one is chosen; what is wrong with it is said there."""

    def save_form(self, form: FileForm) -> PublicFile:
        said, by = form.cleaned_data, self.request.user
        unit = editing.unit(by, clock.today())
        given = said["file"]
        return files.lay_file(title=said["title"], content=given, name=given.name, unit=unit, by=by)

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            return super().post(request)
        except RuleBroken as broken:
            self.form.add_error("file", str(broken))
            return self.get_reshow_creation_form_response()


class FilesViewSet(ChooserViewSet):
    """The window where an editor chooses a file or lays a new one."""

    model = PublicFile
    icon = "doc-full"
    choose_one_text = _("Chọn hoặc tải tệp lên")
    choose_another_text = _("Chọn tệp khác")
    page_title = _("Tệp công khai")
    creation_form_class = FileForm
    creation_tab_label = _("Tải tệp lên")
    create_action_label = _("Tải lên")
    create_view_class = LayFile
    register_widget = True
    base_widget_class = FileChooser


@hooks.register("register_admin_viewset")
def files_chooser() -> FilesViewSet:
    return FilesViewSet("portal_files", url_prefix="tep-cong-khai")


@hooks.register("register_admin_menu_item")
def redirects() -> MenuItem:
    """Old addresses that lead to new ones; Wagtail hides them among its settings."""
    return MenuItem(
        _("Địa chỉ cũ"),
        reverse("wagtailredirects:index"),
        name="old-addresses",
        icon_name="redirect",
        order=700,
    )


@hooks.register("register_admin_urls", order=-1)
def without_import() -> list[URLPattern]:
    """Addresses are not imported from files: those would come in past the kernel's checks."""
    return [path(f"redirects/import/{more}", absent) for more in ("", "process/")]


def absent(request: HttpRequest) -> HttpResponse:
    raise Http404
