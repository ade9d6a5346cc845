"""Files made to harm: to take memory or time, to reach other files, to run something. `python -m tests.hostile_files FOLDER` loads each of
them as the web server would and prints what it cost."""

from __future__ import annotations

import contextlib
import io
import json
import random
import re
import struct
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.etl.opendocuments import opendocument, sheet
from tests.etl.workbooks import HEADING, ROW, part, with_part, workbook

NAMES = "indikator;område;periode;kjønn;teller;nevner;verdi"
LINE = "fall-med-skade;3911;2024-01;alle;60;400;"
SHEET = "xl/worksheets/sheet1.xml"
CHANCE = random.Random(4)


def text(*lines: str) -> bytes:
    return "\n".join((NAMES, *lines)).encode()


def column(number: int, texts: Iterator[str]) -> bytes:
    """Lines that differ in one column."""
    cells = LINE.split(";")
    return text(*(";".join((*cells[:number], each, *cells[number + 1 :])) for each in texts))


def packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return stream.getvalue()


def overlapping() -> bytes:
    """Two names for the same packed bytes."""
    content = bytearray(packed({"xl/a.xml": b"<a/>" * 1000, "xl/b.xml": b"<a/>" * 1000}))
    directory = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", directory + 4)
    content[second + 42 : second + 46] = content[directory + 42 : directory + 46]
    return bytes(content)


def lying() -> bytes:
    """A part that says it is small."""
    content = bytearray(with_part(workbook(), "xl/big.xml", b"<x>" + b" " * 40_000_000 + b"</x>"))
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 10)
    return bytes(content)


def with_rows(rows: str) -> bytes:
    return with_part(workbook(), SHEET, part(workbook()).replace(b"</sheetData>", f"{rows}</sheetData>".encode()))


def wide_and_empty() -> bytes:
    """Forty thousand rows, each with one formatted cell at the right edge of the sheet."""
    return with_rows("".join(f'<row r="{n}"><c r="XFD{n}" s="0"/></row>' for n in range(3, 40_000)))


def laughing(name: str, content: bytes) -> bytes:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return with_part(content, name, f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x>&l9;</x>'.encode())


def deep(name: str, content: bytes) -> bytes:
    return with_part(content, name, b"<a>" * 100_000 + b"</a>" * 100_000)


def many_rows() -> str:
    run = '<table:table-row table:number-rows-repeated="1000">'
    return sheet(HEADING, ROW).replace(
        "</table:table>", sheet(ROW).partition("Ark1")[2].partition(">")[2].replace("<table:table-row>", run) * 900
    )


def shape(*sizes: int) -> bytes:
    ids = [f"d{n}" for n in range(len(sizes))]
    return json.dumps({"class": "dataset", "id": ids, "size": sizes, "dimension": {}, "value": []}).encode()


def digits(count: int) -> str:
    return "".join(CHANCE.choices("0123456789 .-", k=count))


MB = 1_000_000
FILES: dict[str, Callable[[], bytes]] = {
    "bombe.xlsx": lambda: with_part(workbook(), "xl/x.xml", b" " * 60 * MB),
    "bombe.ods": lambda: opendocument(**{"x.xml": " " * 60 * MB}),
    "nøstet.xlsx": lambda: with_part(workbook(), "xl/media/x.bin", packed({"y": b"0" * MB})),
    "innebygd.xlsx": lambda: with_part(workbook(), "xl/embeddings/oleObject1.bin", b"x"),
    "overlapp.xlsx": overlapping,
    "løgn.xlsx": lying,
    "mange deler.xlsx": lambda: packed({f"xl/{n}.xml": b"" for n in range(5000)}),
    "ler.xlsx": lambda: laughing(SHEET, workbook()),
    "ler.ods": lambda: laughing("content.xml", opendocument()),
    "dyp.xlsx": lambda: deep(SHEET, workbook()),
    "dyp.ods": lambda: deep("content.xml", opendocument()),
    "vid og tom.xlsx": wide_and_empty,
    "siste rad.xlsx": lambda: with_rows('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
    "rader om igjen.ods": lambda: opendocument(many_rows()),
    "millioner av celler.ods": lambda: opendocument(sheet(HEADING, *[ROW] * 60_000)),
    "delte tekster.xlsx": lambda: with_part(workbook(), "xl/sharedStrings.xml", b"<sst>" + b"<si><t>x</t></si>" * 2 * MB + b"</sst>"),
    "makro.xlsx": lambda: with_part(workbook(), "xl/vbaProject.bin", b"x"),
    "makro.ods": lambda: opendocument(**{"Basic/Standard/x.xml": "<x/>"}),
    "sti.xlsx": lambda: with_part(workbook(), "xl/../../x.xml", b"<x/>"),
    "pdf.csv": lambda: b"%PDF-1.7\n" + b"x" * MB,
    "nul.csv": lambda: text(LINE + "\0"),
    "linje på 50 MB.csv": lambda: text("x" * 49 * MB),
    "ti millioner kolonner.csv": lambda: b";".join([b"x"] * 10 * MB),
    "bare semikolon.csv": lambda: text(*[";" * 900_000] * 50),
    "bare linjeskift.csv": lambda: text(LINE, "\n" * 45 * MB),
    "bare anførselstegn.csv": lambda: text('"' * 900_000, *['"'] * 900_000),
    "uten slutt.csv": lambda: text(LINE, '"' + "x\n" * 20 * MB),
    "halve anførselstegn.csv": lambda: text(*[f'{LINE}7"4'] * 200_000),
    "ukjente områder.csv": lambda: column(1, (f"Stad {n}" for n in range(300_000))),
    "ukjente indikatorer.csv": lambda: column(0, (f"fall-med-skad-{n}" for n in range(300_000))),
    "ukjente perioder.csv": lambda: column(2, (f"{n} kvartal" for n in range(300_000))),
    "ulike tall.csv": lambda: column(6, (f"{n},{n}" for n in range(300_000))),
    "bare sifre.csv": lambda: column(6, (digits(500) for _ in range(2000))),
    "bare krøllalfa.csv": lambda: column(6, ("a.b@" * 200 for _ in range(2000))),
    "mellomrom.csv": lambda: text(*[f"{LINE}{' ' * 5000}1"] * 2000),
    "dyp.json": lambda: b"[" * 10 * MB,
    "enorm.json": lambda: shape(100_000, 100_000),
    "mange dimensjoner.json": lambda: shape(*[2] * 1000),
    "stor.json": lambda: b'{"a":[' + b"1," * 15 * MB + b"1]}",
    "mange felt.json": lambda: json.dumps({f"k{n}": n for n in range(400_000)}).encode(),
    "../../../../tmp/x.csv": lambda: text(LINE),
    "a" * 5000 + ".csv": lambda: text(LINE),
    "linje\nskift\x1b[31m.csv": lambda: text(LINE),
}


def cost(load: Callable[[str, bytes], str], name: str) -> dict[str, object]:
    content = FILES[name]()
    before, begun = peak(), time.monotonic()
    said = load(name, content)
    return {"name": name, "said": said, "seconds": round(time.monotonic() - begun, 2), "more_mb": peak(since_now=False) - before}


def peak(since_now: bool = True) -> int:
    """The most memory that this process has held, in MB; counted from here on where the system allows it."""
    if since_now:
        with contextlib.suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")
    return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1000


def main(folder: Path) -> None:
    from db.engine import make_engine
    from etl.pipeline import load
    from etl.setup import prepare

    threading.Thread(target=threading.Event().wait, daemon=True).start()  # as in the web server
    engine = make_engine(f"sqlite:///{folder / 'hostile.sqlite3'}")
    prepare(engine)

    def loaded(name: str, content: bytes) -> str:
        report = load(engine, name, content, by="test", raw_folder=folder / "raw")
        return f"{report.outcome}: {', '.join(dict.fromkeys(problem.code for problem in report.problems))}"

    for name in FILES:
        print(json.dumps(cost(loaded, name)), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
