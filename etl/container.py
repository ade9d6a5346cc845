"""A workbook's container: counted, measured and searched part by part before anything in it is understood."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from itertools import pairwise

from db.terms import Severity
from etl.part_search import search_part
from etl.problems import Problem, refuse

MOST_PARTS = 200
MOST_BYTES = 50_000_000  # unpacked, all parts together
MOST_PACKING = 100  # times; a sheet of numbers packs to a tenth
MARKUP = (".xml", ".rels", ".vml", ".rdf")
ENCRYPTED = 0x1  # the flag of a part
INSIDE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"Rar!", b"\x1f\x8b", b"7z\xbc\xaf")  # a file in the file, which nobody can search
SETTINGS = re.compile(r"printersettings", re.IGNORECASE)  # the printer's own, in its own binary form
MACRO = re.compile(r"vbaproject|^basic/|^scripts/|xl/macrosheets/|activex", re.IGNORECASE)
EMBEDDED = re.compile(r"(?:^|/)(?:embeddings|oleobject|object [0-9]+)(?:[/.]|[0-9])", re.IGNORECASE)
LINKS = re.compile(rb"table:table-source|table:cell-range-source|office:dde-source")
UNPACKABLE = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, zlib.error)
OTHER_KINDS = {"word/": "kind_document", "ppt/": "kind_document", "xl/workbook.bin": "kind_binary_workbook"}


class Container:
    """A container that passed every test; parts are unpacked anew when asked for."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.notes: list[Problem] = []
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                parts = archive.infolist()
                self.names: Collection[str] = [part.filename for part in parts]
                _refuse_container(parts, len(content))
                self.form = _form(self.names)
                is_linked = any(name.startswith("xl/externalLinks/") for name in self.names)
                for name, body in _bodies(archive, parts):
                    _refuse_part(name, body)
                    is_linked |= name == "content.xml" and LINKS.search(body) is not None
        except UNPACKABLE:
            raise refuse("damaged_file") from None
        if is_linked:
            self.notes.append(Problem("external_links", Severity.WARNING))

    def part(self, name: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return archive.read(name)


def _form(names: Collection[str]) -> str:
    """xlsx or ods, by what lies in it; its name says nothing."""
    other = next((code for start, code in OTHER_KINDS.items() if any(name.startswith(start) for name in names)), None)
    if other:
        raise refuse(other)
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return "ods"
    raise refuse("kind_compressed")


def _refuse_container(parts: list[zipfile.ZipInfo], packed: int) -> None:
    """What the container says of itself."""
    names = [part.filename for part in parts]
    if len(set(names)) < len(names) or any(".." in name or name.startswith(("/", "\\")) or ":" in name for name in names):
        raise refuse("unsafe_path")
    size = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or size > MOST_BYTES or size > MOST_PACKING * max(packed, 10_000) or _overlap(parts):
        raise refuse("too_large_unpacked", megabytes=MOST_BYTES // 1_000_000)
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise refuse("password")
    if any(map(MACRO.search, names)):
        raise refuse("macro")
    if any(map(EMBEDDED.search, names)):
        raise refuse("embedded_file")


def _overlap(parts: list[zipfile.ZipInfo]) -> bool:
    """Parts that share their packed bytes: how 10 MB become 281 TB."""
    ends = sorted((part.header_offset, part.header_offset + part.compress_size) for part in parts)
    return any(end > begin for (_, end), (begin, _) in pairwise(ends))


def _bodies(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    """No more of each than it says it holds: a container may lie about its size."""
    for part in parts:
        with archive.open(part) as stream:
            body = stream.read(part.file_size + 1)
        if len(body) > part.file_size:
            raise refuse("too_large_unpacked", megabytes=MOST_BYTES // 1_000_000)
        yield part.filename, body


def _refuse_part(name: str, body: bytes) -> None:
    if body.startswith(INSIDE) and not SETTINGS.search(name):
        raise refuse("embedded_file")
    is_markup = name.casefold().endswith(MARKUP) or body.lstrip()[:5] == b"<?xml"
    if is_markup and (b"<!DOCTYPE" in body or b"<!ENTITY" in body or body.startswith((b"\xff\xfe", b"\xfe\xff")) or _other_letters(body)):
        raise refuse("unsafe_markup")
    if name == "META-INF/manifest.xml" and b"encryption-data" in body:
        raise refuse("password")
    search_part(name, body, is_markup)


def _other_letters(body: bytes) -> bool:
    """Markup in other letters than UTF-8 could hide what is looked for."""
    declared = re.match(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*["']([^"']+)""", body)
    return declared is not None and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii")
