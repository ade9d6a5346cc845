"""The facts and where they came from. Rows are added and superseded, never changed or removed."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.table import Base, one_of
from db.terms import ReversalKind, Status

LARGEST = "1e15"  # whole numbers are exact in a float up to here

# Written without IN (…): SQLite builds a list of more than two anew for every row, which makes a million rows 5 s slower.
ONE_OF_STATUS = " OR ".join(f"status = '{status}'" for status in Status)
CANONICAL_PERIOD = """period BETWEEN '1800' AND '2199-Q4' AND (length(period) = 4
    OR length(period) = 7 AND substr(period, 5, 2) = '-T' AND substr(period, 7) BETWEEN '1' AND '3'
    OR length(period) = 7 AND substr(period, 5, 2) = '-Q' AND substr(period, 7) BETWEEN '1' AND '4'
    OR length(period) = 8 AND substr(period, 5, 2) = '-M' AND substr(period, 7) BETWEEN '01' AND '12'
    OR length(period) = 10 AND substr(period, 5, 1) = '-' AND substr(period, 6, 2) BETWEEN '01' AND '12'
       AND substr(period, 7, 1) BETWEEN '0' AND '9' AND substr(period, 8, 1) = '-'
       AND substr(period, 9) BETWEEN '01' AND '31' AND substr(period, 10) BETWEEN '0' AND '9')"""

CANONICAL_MONTH = """length(month) = 8 AND month BETWEEN '1800-M01' AND '2199-M12' AND substr(month, 2, 1) BETWEEN '0' AND '9'
    AND substr(month, 3, 1) BETWEEN '0' AND '9' AND substr(month, 4, 1) BETWEEN '0' AND '9' AND substr(month, 5, 2) = '-M'
    AND substr(month, 7) BETWEEN '01' AND '12' AND substr(month, 8) BETWEEN '0' AND '9'"""


class Version(Base):
    """Every moment at which the facts changed: a delivery stored, taken back or put back. `--as-of N` answers from such a moment."""

    __tablename__ = "version"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    created_at: Mapped[dt.datetime]  # UTC, no offset stored
    created_by: Mapped[str]


class Delivery(Base):
    """One file received and stored: from whom, when, checksum. Its number is its version's."""

    __tablename__ = "delivery"
    __table_args__ = (
        CheckConstraint("undone_version IS NULL OR undone_version > number", name="undone_later"),
        CheckConstraint("rows >= 0", name="rows"),
        # The same bytes read in the same way count once, unless they were taken back.
        Index(
            "uq_delivery_content",
            "sha256",
            "answers",
            unique=True,
            sqlite_where=text("undone_version IS NULL"),
            postgresql_where=text("undone_version IS NULL"),
        ),
    )

    number: Mapped[int] = mapped_column(ForeignKey("version.number"), primary_key=True, autoincrement=False)
    source: Mapped[str] = mapped_column(ForeignKey("source.id"))
    layout: Mapped[str]  # the reader that understood it: nki, nki_web, own, survey, units
    file_name: Mapped[str]
    sha256: Mapped[str]
    answers: Mapped[str] = mapped_column(default="{}")  # JSON with sorted keys: how ambiguities were answered
    received_at: Mapped[dt.datetime]
    received_by: Mapped[str]
    rows: Mapped[int]
    note: Mapped[str | None]
    # JSON: what the checks noticed that did not stop it; None = stored before that was kept. Long, so fetched only by who asks for it.
    problems: Mapped[str | None] = mapped_column(deferred=True)
    undone_version: Mapped[int | None] = mapped_column(ForeignKey("version.number"))  # the reversal in force; None = it stands


class Reversal(Base):
    """A delivery taken back, or put back after that: each is a version of its own, and none is ever edited."""

    __tablename__ = "reversal"
    __table_args__ = (
        CheckConstraint("version > delivery", name="later"),
        CheckConstraint("reason <> ''", name="reason"),
    )

    version: Mapped[int] = mapped_column(ForeignKey("version.number"), primary_key=True, autoincrement=False)
    delivery: Mapped[int] = mapped_column(ForeignKey("delivery.number"), index=True)
    kind: Mapped[ReversalKind]
    reason: Mapped[str]


class Observation(Base):
    """One indicator, one area, one breakdown, one period, and the versions between which it stood.

    `delivery` is where the number came from, `since` the version from which it stands: the same number, except for a row that an
    undo brought back. Current = `superseded_by IS NULL`; as of version N = `since <= N < superseded_by`.
    """

    __tablename__ = "observation"
    __table_args__ = (
        CheckConstraint("(value IS NOT NULL) = (status IN ('normal', 'provisional'))", name="value_or_reason"),
        # The upper bounds also keep out NaN and infinity, which PostgreSQL would take for numbers.
        CheckConstraint(f"value BETWEEN -{LARGEST} AND {LARGEST}", name="value"),
        CheckConstraint(f"denominator > 0 AND denominator <= {LARGEST}", name="denominator"),
        CheckConstraint(f"numerator BETWEEN 0 AND {LARGEST}", name="numerator"),
        CheckConstraint(f"lower BETWEEN -{LARGEST} AND {LARGEST}", name="lower"),
        CheckConstraint(f"upper BETWEEN -{LARGEST} AND {LARGEST}", name="upper"),
        CheckConstraint(f"invited BETWEEN 0 AND {LARGEST}", name="invited"),
        CheckConstraint(CANONICAL_PERIOD, name="period"),
        CheckConstraint(ONE_OF_STATUS, name="status"),
        CheckConstraint("since >= delivery", name="since"),
        CheckConstraint("superseded_by > since", name="superseded"),
        Index(
            "uq_observation_current",
            "indicator",
            "area",
            "breakdown",
            "period",
            unique=True,
            sqlite_where=text("superseded_by IS NULL"),
            postgresql_where=text("superseded_by IS NULL"),
        ),
        Index("ix_observation_delivery_indicator_period", "delivery", "indicator", "period"),
        Index(
            "ix_observation_superseded_by",
            "superseded_by",
            sqlite_where=text("superseded_by IS NOT NULL"),
            postgresql_where=text("superseded_by IS NOT NULL"),
        ),
        {"sqlite_with_rowid": False},
    )

    indicator: Mapped[str] = mapped_column(ForeignKey("indicator.id"), primary_key=True)
    area: Mapped[str] = mapped_column(ForeignKey("area.code"), primary_key=True)
    breakdown: Mapped[str] = mapped_column(primary_key=True, default="")  # "" = all; "kvinner", "beboere 1-6" …
    period: Mapped[str] = mapped_column(primary_key=True)  # canonical Period text
    since: Mapped[int] = mapped_column(ForeignKey("version.number"), primary_key=True)
    delivery: Mapped[int] = mapped_column(ForeignKey("delivery.number"))
    superseded_by: Mapped[int | None] = mapped_column(ForeignKey("version.number"))
    value: Mapped[float | None]
    numerator: Mapped[float | None]
    denominator: Mapped[float | None]  # of a mean: the number of answers
    lower: Mapped[float | None]  # the publisher's own 95 % interval, where it gives one
    upper: Mapped[float | None]
    invited: Mapped[float | None]  # of a survey: how many were asked
    status: Mapped[Status] = mapped_column(one_of(Status, checked=False))  # checked above
    note: Mapped[str | None]
