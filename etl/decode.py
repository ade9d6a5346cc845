"""Bytes to text: which kind of file it is, and in which letters it is written. Nothing is guessed from the first kilobyte."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass

from etl.problems import Refused, refuse

ZIP = b"PK\x03\x04"
# The first bytes of files that people rename to .csv or .xlsx, and the code of the sentence that says what to do instead.
MAGIC = (
    (b"%PDF", "kind_pdf"),
    (b"\x89PNG", "kind_picture"),
    (b"\xff\xd8\xff", "kind_picture"),
    (b"GIF8", "kind_picture"),
    (b"\x1f\x8b", "kind_compressed"),
    (b"BZh", "kind_compressed"),
    (b"7z\xbc\xaf", "kind_compressed"),
    (b"\xfd7zXZ", "kind_compressed"),
    (b"\x28\xb5\x2f\xfd", "kind_compressed"),
    (b"Rar!", "kind_compressed"),
    (b"PK\x05\x06", "kind_compressed"),
    (b"MZ\x90\x00", "kind_program"),
    (b"\x7fELF", "kind_program"),
    (b"\xd0\xcf\x11\xe0", "kind_old_excel"),
    (b"SQLite format 3\x00", "kind_database"),
    (b"PAR1", "kind_database"),
)
MARKUP = re.compile(rb"\s*(?:<!doctype|<html|<table|<\?xml|<head|<meta|<!--)", re.IGNORECASE)
JSON = re.compile(rb"\s*(?:\{|\[\s*(?:[\[{\"\]]|-?[0-9]))")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, None),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, None),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROLS = bytes([*range(0x01, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
# C1 controls, soft hyphen, zero-width and right-to-left marks, line separators, a byte-order mark in the middle: nobody sees them.
INVISIBLE = re.compile(rb"\xc2[\x80-\x9f\xad]|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb\xbe\xbf]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}".encode()
# What UTF-8 looks like after it was read as Windows-1252 and saved as UTF-8 again: Ã¸, Ã…, Â«, â€“.
TWICE_ENCODED = re.compile(rb"\xc3\x83[\xc2-\xef]|\xc3\x82\xc2[\xa0-\xbf]|\xc3\xa2\xe2\x82\xac")
WESTERN = frozenset("æøåÆØÅäöüÄÖÜéèêëÉÈÊáàâÁÀÂóòôÓÒÔúùûíìîïñÑçÇšžŠŽßœ–—‘’‚“”„…•·§°±½¼¾²³µ«»€£×´¨\u00a0")
CAPITAL_INSIDE = re.compile(r"[a-zæøå][À-ÖØ-Þ]")
LONGEST_LINE = 1_000_000  # signs; five times what a table may have in a row. A longer one takes memory many times its size
MOST_LINES = 3_000_000  # three times what a spreadsheet holds
WIDE_SAMPLE, WIDE_SHARE = 2000, 0.8  # Udir's files come so: UTF-16 LE without a mark
LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text file: always UTF-8 without a mark, whatever it was; `encoding` says what it was."""

    body: bytes
    encoding: str

    def lines(self) -> io.TextIOWrapper:
        """The lines with their ends, read as they are asked for: a million lines are never held twice."""
        return io.TextIOWrapper(io.BytesIO(self.body), encoding="utf-8", newline="")


def decode(content: bytes) -> Decoded:
    """Say what the bytes mean, or refuse them with the place and the remedy."""
    kind = _kind(content)
    if kind:
        raise refuse(kind)
    decoded = _decode(content)
    if not decoded.body.strip():
        raise refuse("empty_file")
    _visible(decoded.body)
    if not is_json(decoded):
        _refuse_long_line(decoded.body)
        _refuse_many_lines(decoded.body)
    return decoded


def is_zip(content: bytes) -> bool:
    return content.startswith(ZIP)


def is_json(decoded: Decoded) -> bool:
    return JSON.match(decoded.body[:1000]) is not None


def _refuse_long_line(body: bytes) -> None:
    """From line end to line end, as far as a line may reach each time: a few hundred steps through 50 MB."""
    begins = 0
    while len(body) - begins > LONGEST_LINE:
        ends = max(body.rfind(sign, begins, begins + LONGEST_LINE) for sign in (b"\n", b"\r"))
        if ends < 0:
            raise refuse("long_line", row=line_of(body, begins), most=LONGEST_LINE)
        begins = ends + 1


def _refuse_many_lines(body: bytes) -> None:
    count = max(body.count(b"\n"), body.count(b"\r"))
    if count > MOST_LINES:
        raise refuse("too_many_lines", count=count, most=MOST_LINES)


def line_of(body: bytes, position: int) -> int:
    """The line in the editor on which a byte stands."""
    return 1 + sum(1 for _ in LINE_END.finditer(body, 0, position))


def _kind(content: bytes) -> str | None:
    for start, code in MAGIC:
        if content.startswith(start):
            return code
    head = content[:1000].removeprefix(codecs.BOM_UTF8)
    return "kind_web_page" if MARKUP.match(head) else None


def _decode(content: bytes) -> Decoded:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _marked(content[len(mark) :], encoding)
    wide = _wide(content[:WIDE_SAMPLE])
    if wide:
        return _marked(content, wide)
    if b"\0" in content:
        raise refuse("nul_byte", row=line_of(content, content.index(b"\0")))
    broken = _first_broken(content)
    return Decoded(content, "utf-8") if broken is None else _western(content, broken)


def _wide(head: bytes) -> str | None:
    """UTF-16 whose mark was lost: every other byte is NUL, since a table is mostly signs of ASCII, and the others never are."""
    first, second = head[::2].count(0), head[1::2].count(0)
    if min(first, second) or max(first, second) < WIDE_SHARE * len(head) / 2:
        return None
    return "utf-16-le" if second else "utf-16-be" if first else None


def _marked(body: bytes, encoding: str | None) -> Decoded:
    """A byte-order mark wins over everything else."""
    try:
        text = body if encoding == "utf-8" and _first_broken(body) is None else body.decode(encoding or "ascii").encode()
    except (UnicodeDecodeError, UnicodeEncodeError) as problem:
        raise refuse("unreadable_letters", row=line_of(body, problem.start), byte=problem.start) from None
    if b"\0" in text:
        raise refuse("nul_byte", row=line_of(text, text.index(b"\0")))
    return Decoded(text, encoding or "")


def _first_broken(content: bytes) -> int | None:
    """Where the whole file stops being UTF-8."""
    if content.isascii():
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as problem:
        return problem.start
    return None


def _western(content: bytes, broken: int) -> Decoded:
    """Windows-1252 only where every letter of the whole file is one that Norwegian text has, standing where such letters stand."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as problem:
        raise _unreadable(content, problem.start) from None
    strange = {letter for letter in set(text) if not letter.isascii()} - WESTERN
    if strange and content[:broken].isascii():
        raise _unreadable(content, min(text.index(letter) for letter in strange))
    if strange or CAPITAL_INSIDE.search(text):
        raise _unreadable(content, broken)  # UTF-8 up to here
    return Decoded(text.encode(), "windows-1252")


def _unreadable(content: bytes, position: int) -> Refused:
    return refuse("unreadable_letters", row=line_of(content, position), byte=position)


def _visible(body: bytes) -> None:
    """Refuse what the reader of the file cannot see, and letters that were damaged before the file came here."""
    if len(body.translate(None, CONTROLS)) != len(body):
        raise refuse("control_character", row=line_of(body, re.search(b"[" + re.escape(CONTROLS) + b"]", body).start()))
    if body.isascii():
        return
    for pattern, code in (
        (INVISIBLE, "invisible_character"),
        (TWICE_ENCODED, "twice_encoded"),
        (re.compile(REPLACEMENT), "damaged_letters"),
    ):
        hit = pattern.search(body)
        if hit:
            raise refuse(code, row=line_of(body, hit.start()))
