"""Figures as files: CSV that Norwegian Excel opens, or a workbook with the definition beside the figures; no text is ever a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import pandas as pd

from dashboard.text import safe_text, t


def frame_of(rows: Iterable[Sequence[object]], headings: Sequence[str]) -> pd.DataFrame:
    """The rows under their headings; whole numbers stay whole beside empty cells."""
    frame = pd.DataFrame(list(rows), columns=list(headings))
    texts = frame.select_dtypes(include=["object", "str"]).columns
    frame[texts] = frame[texts].map(lambda cell: safe_text(cell) if isinstance(cell, str) else cell)
    return frame.convert_dtypes()


def csv_of(frame: pd.DataFrame) -> bytes:
    """Semicolon, decimal comma and a byte-order mark: what Norwegian Excel expects of a CSV file."""
    return frame.to_csv(sep=";", decimal=",", index=False, quoting=csv.QUOTE_ALL, lineterminator="\r\n").encode("utf-8-sig")


def workbook_of(frame: pd.DataFrame, about: Iterable[tuple[str, str]]) -> bytes:
    """Two sheets: the figures as numbers, and what they mean, where they come from and under which licence."""
    lines = pd.DataFrame([(label, safe_text(text)) for label, text in about])
    out = io.BytesIO()
    with pd.ExcelWriter(out, engine="openpyxl") as book:
        frame.to_excel(book, sheet_name=t("file.figures"), index=False, freeze_panes=(1, 0))
        lines.to_excel(book, sheet_name=t("file.about"), index=False, header=False)
        book.sheets[t("file.figures")].column_dimensions["A"].width = 32
        about_widths = book.sheets[t("file.about")].column_dimensions
        about_widths["A"].width, about_widths["B"].width = 24, 100
    return out.getvalue()
