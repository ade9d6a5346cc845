"""The search through the parts of a workbook's container: properties, comments, names, drawings, hidden sheets, all as markup."""

from __future__ import annotations

import html
import re

from etl.contacts import has_email, has_phone, is_signed
from etl.people import IN_MARKUP, has_identity_number
from etl.problems import refuse, shown

# What stands between two letters of one text when only a part of it is bold, and what stands between two texts.
INSIDE_A_TEXT = re.compile(
    r"</?(?:\w+:)?(?:r|t|rPr|b|i|u|sz|color|rFont|family|scheme|charset|span|s|lang|latin|solidFill)(?:\s[^<>]*)?/?>"
)
ANY_MARK = re.compile(r"<[^<>]*>")
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
SHEET_DATA = re.compile(r"<(?:\w+:)?sheetData.*</(?:\w+:)?sheetData>", re.DOTALL)  # its cells are searched as they are shown
HEADER_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|[0-9]{1,2}(?![0-9])|[A-Z])')  # of headers and footers: &C&"Arial"&12
MAKERS = re.compile(r"<(dc:creator|cp:lastModifiedBy|meta:initial-creator)>[^<]*</\1>")  # whoever saved the file is no patient
GIVEN = re.compile(r'\s(?:\w+:)?(?:name|title|descr|alt|Target|href|ref|v|val|displayName|string-value)="([^"<>]*)"')
NO_TEXTS = re.compile(r"xl/styles\.xml|.*/theme/[^/]+|xl/calcChain\.xml|\[Content_Types\]\.xml|settings\.xml|META-INF/.*")


def search_part(name: str, body: bytes, is_markup: bool) -> None:
    """Refuse the file when the part holds what may be a person's; the sentence names the part alone."""
    if has_identity_number(name):
        raise refuse("person_data_in_part", part="…")
    if not is_markup:
        if has_identity_number(body.replace(b"\0", b"").decode("latin-1"), IN_MARKUP):
            raise refuse("person_data_in_part", part=shown(name))
        return
    markup = body.decode("utf-8", "replace")
    text = html.unescape(markup) if "&#" in markup else markup
    if has_identity_number(text, IN_MARKUP):
        raise refuse("person_data_in_part", part=shown(name))
    if SHEET.fullmatch(name):
        text = HEADER_CODE.sub(" ", html.unescape(SHEET_DATA.sub("", text)))
    if not NO_TEXTS.fullmatch(name):
        _search_texts(name, MAKERS.sub("", text))


def _search_texts(name: str, text: str) -> None:
    """Texts as they are read, and the values of attributes: names of sheets, defined names, addresses of links."""
    read = ANY_MARK.sub("\n", INSIDE_A_TEXT.sub("", text))
    for said in (html.unescape(read), html.unescape("\n".join(GIVEN.findall(text)))):
        if has_identity_number(said):
            raise refuse("person_data_in_part", part=shown(name))
        if has_email(said) or (has_phone(said) and not is_signed(read) and not name.endswith(".rels")):
            raise refuse("contact_in_part", part=shown(name))
