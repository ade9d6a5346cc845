"""Learning cards with who uses them, and what is done with what users have said."""

from alembic import op

from db.migrations.columns import check, day, index, moment, one_of, primary_key, refers, text, unique, whole

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = (
    *("learning_card", "learning_card_indicator", "learning_card_action", "learning_card_use"),
    *("user_statement", "user_statement_action"),
)
STATES = ("draft", "approved", "withdrawn")


def upgrade() -> None:
    _create_cards()
    _create_uses()
    _create_statements()
    for table, other, target in (
        ("learning_card", "indicator", "indicator.id"),
        ("learning_card", "action", "action.id"),
        ("user_statement", "action", "action.id"),
    ):
        _create_links(table, other, target)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_cards() -> None:
    op.create_table(
        "learning_card",
        *(whole("id"), text("title"), one_of("kind", "cardkind", "event", "went_well"), text("service_area"), text("category")),
        *(text("month"), text("happened"), text("factors", nullable=True), text("changed"), text("usable_by")),
        *(*_shared_columns(), primary_key("learning_card", "id"), check("learning_card", "title", "title <> ''")),
        *(*_shared_rules("learning_card"), refers("learning_card", "service_area", "service_area.id")),
    )
    index("learning_card", "approved_at")
    index("learning_card", "service_area")


def _create_uses() -> None:
    op.create_table(
        "learning_card_use",
        *(whole("id"), whole("card"), text("area"), day("taken_on"), text("told_by"), day("ended_on", nullable=True), whole("revision")),
        *(primary_key("learning_card_use", "id"), unique("learning_card_use", "card", "area")),
        check("learning_card_use", "dates", "ended_on IS NULL OR ended_on >= taken_on"),
        *(refers("learning_card_use", "card", "learning_card.id"), refers("learning_card_use", "area", "area.code")),
    )
    index("learning_card_use", "area")


def _create_statements() -> None:
    op.create_table(
        "user_statement",
        *(whole("id"), text("service_area"), text("indicator"), text("area"), whole("year"), text("said"), text("doing")),
        *(*_shared_columns(), primary_key("user_statement", "id"), check("user_statement", "said", "said <> ''")),
        *(*_shared_rules("user_statement"), refers("user_statement", "service_area", "service_area.id")),
        *(refers("user_statement", "indicator", "indicator.id"), refers("user_statement", "area", "area.code")),
    )
    index("user_statement", "indicator")
    index("user_statement", "service_area")


def _shared_columns() -> list:
    return [
        *(one_of("state", "sharedstate", *STATES), moment("created_at"), text("created_by")),
        *(moment("approved_at", nullable=True), text("approved_by", nullable=True), whole("revision")),
    ]


def _shared_rules(table: str) -> list:
    return [
        check(table, "not_alone", "approved_by IS NULL OR approved_by <> created_by"),
        check(table, "approved", "(state = 'approved') = (approved_at IS NOT NULL)"),
        check(table, "by_somebody", "(approved_at IS NULL) = (approved_by IS NULL)"),
        check(table, "revision", "revision >= 1"),
    ]


def _create_links(table: str, other: str, target: str) -> None:
    name = f"{table}_{other}"
    key = text(other) if other == "indicator" else whole(other)
    op.create_table(
        name, whole(table), key, primary_key(name, table, other), refers(name, table, f"{table}.id"), refers(name, other, target)
    )
    index(name, other)
