"""Small OpenDocument spreadsheets, made in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from tests.etl.workbooks import HEADING, ROW

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)
MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
META = '<office:document-meta xmlns:office="urn:x" xmlns:dc="urn:y"><office:meta>{}</office:meta></office:document-meta>'


def cell(value: object) -> str:
    """As LibreOffice writes it: the value in an attribute, and what is shown in a paragraph. A text that is markup already stays."""
    if isinstance(value, str) and value.startswith("<table:"):
        return value
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'


def sheet(*rows: Iterable[object], name: str = "Ark1", style: str = "vist") -> str:
    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    return f'<table:table table:name={quoteattr(name)} table:style-name="{style}">{lines}</table:table>'


def opendocument(*sheets: str, meta: str = "", **parts: str) -> bytes:
    """A spreadsheet with these sheets; without any, one with a heading and a row."""
    styles = (
        '<style:style style:name="vist" style:family="table"><style:table-properties table:display="true"/></style:style>'
        '<style:style style:name="skjult" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    body = "".join(sheets or [sheet(HEADING, ROW)])
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        given = {"mimetype": MIMETYPE, "content.xml": content, "meta.xml": META.format(meta), "META-INF/manifest.xml": MANIFEST}
        for part, text in (given | parts).items():
            archive.writestr(part, text)
    return stream.getvalue()
