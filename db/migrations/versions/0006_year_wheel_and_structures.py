"""What recurs in the year, what must be in place, and risks."""

import sqlalchemy as sa
from alembic import op

from db.migrations.columns import check, day, index, one_of, primary_key, refers, text, unique, whole

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KINDS = (
    *("data_deadline", "measurement", "meeting", "report", "risk_review"),
    *("user_survey", "course", "safety_visit", "conference", "strategy"),
)
TABLES = ("duty", "duty_done", "requirement", "evidence", "risk", "risk_action", "risk_assessment")
UP_TO_TEN_YEARS = "interval_months BETWEEN 1 AND 120"


def upgrade() -> None:
    _create_duties()
    _create_requirements()
    _create_risks()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_duties() -> None:
    op.create_table(
        "duty",
        *(whole("id"), text("file_id", nullable=True), text("title"), one_of("kind", "dutykind", *KINDS), day("first_on")),
        *(whole("interval_months"), text("months", nullable=True), text("service_area", nullable=True), text("post", nullable=True)),
        *(whole("owner", nullable=True), text("why", nullable=True), text("source", nullable=True), text("link", nullable=True)),
        *(whole("objective", nullable=True), text("pathway", nullable=True), text("indicator", nullable=True)),
        *(day("ended_on", nullable=True), whole("revision")),
        *(primary_key("duty", "id"), unique("duty", "file_id"), check("duty", "title", "title <> ''")),
        *(check("duty", "interval_months", UP_TO_TEN_YEARS), check("duty", "months", "months IS NULL OR interval_months % 12 = 0")),
        *(refers("duty", "service_area", "service_area.id"), refers("duty", "owner", "owner.id")),
        *(refers("duty", "objective", "objective.id"), refers("duty", "indicator", "indicator.id")),
    )
    op.create_table(
        "duty_done",
        *(whole("id"), whole("duty"), text("month"), day("done_on", nullable=True), text("note", nullable=True)),
        *(text("done_by"), whole("revision"), primary_key("duty_done", "id"), unique("duty_done", "duty", "month")),
        *(check("duty_done", "month", "month <> ''"), refers("duty_done", "duty", "duty.id")),
    )


def _create_requirements() -> None:
    op.create_table(
        "requirement",
        *(whole("id"), text("file_id", nullable=True), text("title"), text("short_title"), text("paragraph", nullable=True)),
        *(text("meaning"), text("link", nullable=True), whole("interval_months"), sa.Column("in_each_unit", sa.Boolean(), nullable=False)),
        *(text("service_area", nullable=True), one_of("shown_by", "shownby", "evidence", "risks"), whole("owner", nullable=True)),
        *(whole("position"), day("ended_on", nullable=True), whole("revision")),
        *(primary_key("requirement", "id"), unique("requirement", "file_id"), check("requirement", "title", "title <> ''")),
        check("requirement", "interval_months", UP_TO_TEN_YEARS),
        *(refers("requirement", "service_area", "service_area.id"), refers("requirement", "owner", "owner.id")),
    )
    op.create_table(
        "evidence",
        *(whole("id"), whole("requirement"), text("area"), day("shown_on"), text("text"), text("link", nullable=True)),
        *(text("given_by"), day("taken_back_on", nullable=True), whole("revision")),
        *(primary_key("evidence", "id"), check("evidence", "text", "text <> ''")),
        *(refers("evidence", "requirement", "requirement.id"), refers("evidence", "area", "area.code")),
    )
    index("evidence", "requirement")


def _create_risks() -> None:
    op.create_table(
        "risk",
        *(whole("id"), text("title"), text("description", nullable=True), text("area"), text("service_area")),
        *(whole("owner", nullable=True), whole("interval_months"), text("indicator", nullable=True)),
        *(day("closed_on", nullable=True), whole("revision")),
        *(primary_key("risk", "id"), check("risk", "title", "title <> ''"), check("risk", "interval_months", UP_TO_TEN_YEARS)),
        *(refers("risk", "area", "area.code"), refers("risk", "service_area", "service_area.id")),
        *(refers("risk", "owner", "owner.id"), refers("risk", "indicator", "indicator.id")),
    )
    links = refers("risk_action", "risk", "risk.id"), refers("risk_action", "action", "action.id")
    op.create_table("risk_action", whole("risk"), whole("action"), primary_key("risk_action", "risk", "action"), *links)
    index("risk_action", "action")
    op.create_table(
        "risk_assessment",
        *(whole("id"), whole("risk"), day("assessed_on"), whole("consequence"), whole("likelihood"), text("reason", nullable=True)),
        *(text("assessed_by"), whole("revision"), primary_key("risk_assessment", "id"), refers("risk_assessment", "risk", "risk.id")),
        check("risk_assessment", "consequence", "consequence BETWEEN 1 AND 5"),
        check("risk_assessment", "likelihood", "likelihood BETWEEN 1 AND 5"),
    )
    index("risk_assessment", "risk")
