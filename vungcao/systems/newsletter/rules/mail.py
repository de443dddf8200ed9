"""The HTML part of a letter: one column that reads at 360 px, system fonts, light and dark.

Programs for mail drop style sheets, so that a letter alone, of all that the product writes, has its
styles in its tags; that is also why it is made here and not by a template of a page. It sets no
colour but of its lines, so that it reads on white and on black. No picture, nothing that
is fetched, nothing that tells who has opened it: every link leads to a public page, but for the
reader's own two at the foot. Links keep the colour of the program, which knows what it stands on.
"""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vungcao.systems.newsletter.rules.content import Content, Item, Ways
from vungcao.systems.newsletter.rules.plain import said_number, said_why

FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif"
BODY = f"margin:0;padding:0;{FONT};font-size:17px;line-height:1.55"
COLUMN = "max-width:600px;margin:0 auto;padding:16px"
HEAD = "font-size:26px;line-height:1.25;margin:0 0 4px"
TITLE = "font-size:20px;line-height:1.3;margin:0 0 4px"
SMALL = "font-size:15px;margin:0 0 16px"
PLAIN = "margin:0 0 16px"
ITEM = "border-top:1px solid #8a8a8a;padding-top:16px;margin-top:16px"
LINK = "text-decoration:underline"


def html(content: Content, ways: Ways) -> str:
    """The whole letter, as a document of its own."""
    return format_html(
        '<!DOCTYPE html><html lang="{}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark">'
        '<meta name="supported-color-schemes" content="light dark">'
        '<title>{}</title></head><body style="{}"><div style="{}">{}{}{}{}</div></body></html>',
        content.language,
        content.title,
        BODY,
        COLUMN,
        _head(content),
        format_html_join("", "{}", ((_item(item),) for item in content.items)),
        _readings(content),
        _foot(content, ways),
    )


def _head(content: Content) -> SafeString:
    words = [content.lead, *content.note]
    return format_html(
        '<h1 style="{}">{}</h1><p style="{}">{}</p>{}',
        HEAD,
        content.title,
        SMALL,
        said_number(content),
        format_html_join("", '<p style="{}">{}</p>', ((PLAIN, said) for said in words if said)),
    )


def _item(item: Item) -> SafeString:
    lead = format_html('<p style="{}">{}</p>', PLAIN, item.lead) if item.lead else SafeString()
    return format_html(
        '<div lang="{}" style="{}"><h2 style="{}"><a href="{}" style="{}">{}</a></h2>'
        '<p style="{}">{}</p>{}</div>',
        item.language,
        ITEM,
        TITLE,
        item.address,
        LINK,
        item.title,
        SMALL,
        item.section,
        lead,
    )


def _readings(content: Content) -> SafeString:
    lines = [
        (PLAIN, reading.address, LINK, item.title, reading.tongue, reading.length)
        for item in content.items
        for reading in item.readings
    ]
    if not lines:
        return SafeString()
    return format_html(
        '<div style="{}"><h2 style="{}">{}</h2>{}</div>',
        ITEM,
        TITLE,
        _("Nghe đọc"),
        format_html_join("", '<p style="{}"><a href="{}" style="{}">{}</a> ({}, {})</p>', lines),
    )


def _foot(content: Content, ways: Ways) -> SafeString:
    links = [
        (content.page, LINK, _("Đọc trên mạng")),
        (ways.choose, LINK, _("Đổi lựa chọn")),
        (ways.leave, LINK, _("Thôi nhận bản tin")),
    ]
    shown = format_html_join(" · ", '<a href="{}" style="{}">{}</a>', links)
    return format_html(
        '<p style="{};{}">{}</p><p style="{}">{}</p>', ITEM, SMALL, shown, SMALL, said_why(content)
    )
