"""The search through the parts of a workbook's container: properties, comments, names, drawings, hidden sheets, all as markup."""

from __future__ import annotations

import html
import re

from etl.contacts import has_email, has_phone, is_signed
from etl.people import IN_MARKUP, has_identity_number
from etl.problems import refuse

# What stands between two letters of one text when only a part of it is bold, and what stands between two texts.
INSIDE_A_TEXT = re.compile(
    r"</?(?:\w+:)?(?:r|t|rPr|b|i|u|sz|color|rFont|family|scheme|charset|span|s|lang|latin|solidFill)(?:\s[^<>]*)?/?>"
)
ANY_MARK = re.compile(r"<[^<>]*>")
CELLS = re.compile(r"xl/worksheets/[^/]+\.xml|content\.xml")
MAKERS = re.compile(r"<(dc:creator|cp:lastModifiedBy|meta:initial-creator)>[^<]*</\1>")  # whoever saved the file is no patient
OF_TEXTS = re.compile(
    r"sharedStrings|comments|threadedComment|persons|drawing|docProps|customXml|meta\.xml|workbook\.xml|tables?/|\.rels|\.vml",
    re.IGNORECASE,
)


def search_part(name: str, markup: str) -> None:
    """Refuse the file when the part holds what may be a person's; the sentence names the part alone."""
    text = html.unescape(markup) if "&#" in markup else markup
    if has_identity_number(text, IN_MARKUP):
        raise refuse("person_data_in_part", part=name)
    if CELLS.fullmatch(name):
        return  # its cells are searched as they are shown, sheet by sheet
    if OF_TEXTS.search(name):
        _search_texts(name, MAKERS.sub("", text))


def _search_texts(name: str, text: str) -> None:
    """Texts as they are read, and the values of attributes: names of sheets, defined names, addresses of links."""
    read = ANY_MARK.sub("\n", INSIDE_A_TEXT.sub("", text))
    given = "\n".join(re.findall(r'\s(?:name|title|descr|alt|Target|ref|val|displayName)="([^"<>]*)"', text))
    for shown in (html.unescape(read), html.unescape(given)):
        if has_identity_number(shown):
            raise refuse("person_data_in_part", part=name)
        if has_email(shown) or (has_phone(shown) and not is_signed(read) and not name.endswith(".rels")):
            raise refuse("contact_in_part", part=name)
