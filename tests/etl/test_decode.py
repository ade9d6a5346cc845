"""The kind of a file is known by its content, and its letters by all of its bytes."""

from __future__ import annotations

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.decode import decode
from etl.problems import Refused
from tests.etl.reading import checked, codes, own, problems, rows

FILE = own("andel;3911;2024;alle;61;402;15,2")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (FILE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + FILE.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + FILE.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + FILE.encode("utf-16-be"), "utf-16-be"),
        (FILE.encode("cp1252"), "windows-1252"),
    ],
)
def test_the_same_file_is_read_from_every_encoding(content: bytes, encoding: str):
    found, _ = checked(content)
    assert found is not None
    assert found.table.detected["encoding"] == encoding
    assert rows(content) == rows(FILE)


def test_the_letters_of_the_whole_file_decide_not_those_of_its_beginning():
    late = own(f"andel;3911;2024;alle{' ' * 70_000};61;402;15,2", "andel;3811 Færder;2023;alle;61;402;15,2")
    assert codes(late.encode("cp1252")) == []


def test_letters_written_as_two_signs_are_the_same_letters():
    assert rows(FILE.replace("å", "a\N{COMBINING RING ABOVE}")) == rows(FILE)


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (FILE.encode().replace("område".encode(), "omrÃ¥de".encode()), "twice_encoded", 1),
        (FILE.encode().replace(b"alle", b"al\xc3(\xffle"), "unreadable_letters", 2),
        (FILE.encode().replace(b"alle", b"al\x81le"), "unreadable_letters", 2),
        (FILE.encode().replace(b"alle", b"al\x00le"), "nul_byte", 2),
        (FILE.encode().replace(b"alle", b"al\x1b[31mle"), "control_character", 2),
        (FILE.encode().replace(b"alle", "al\u200ble".encode()), "invisible_character", 2),
        (FILE.encode().replace(b"alle", "al\u202ele".encode()), "invisible_character", 2),
        (FILE.encode().replace(b"alle", "al\ufffdle".encode()), "damaged_letters", 2),
        (codecs.BOM_UTF32_LE + FILE.encode("utf-32-le"), "unreadable_letters", 1),
        (codecs.BOM_UTF16_LE + FILE.encode("utf-16-le") + b"x", "unreadable_letters", None),
        (b"", "empty_file", None),
        (codecs.BOM_UTF8, "empty_file", None),
        (b" \r\n\r\n", "empty_file", None),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_line(content: bytes, code: str, line: int | None):
    found = problems(content)
    assert [problem[0] for problem in found] == [code]
    assert line in (None, found[0][1])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7 ...", "kind_pdf"),
        (b"\x89PNG\r\n\x1a\n", "kind_picture"),
        (b"\x1f\x8b\x08\x00", "kind_compressed"),
        (b"MZ\x90\x00\x03", "kind_program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kind_old_excel"),
        (b"SQLite format 3\x00", "kind_database"),
        (b"<html><table><tr><td>1</td></tr></table>", "kind_web_page"),
        (b'[{"indikator": "x"}]', "not_jsonstat"),
        (b'{"version": "2.0"}', "not_jsonstat"),
    ],
)
def test_a_file_of_another_kind_is_called_by_its_kind(content: bytes, code: str):
    assert codes(content) == [code]


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(content: bytes):
    with contextlib.suppress(Refused):
        assert decode(content).body.decode().strip()


@given(st.binary(max_size=200))
def test_any_bytes_after_a_heading_get_an_answer(content: bytes):
    checked(b"indikator;kommunenr;periode;teller;nevner\n" + content)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_known_by_its_empty_halves(encoding: str):
    found = decode("indikator;område\nandel;Ålesund\n".encode(encoding))
    assert (found.encoding, found.body.decode()) == (encoding, "indikator;område\nandel;Ålesund\n")
