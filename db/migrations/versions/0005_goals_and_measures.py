"""Owners, strategies with their objectives, measures, and who has written what."""

from alembic import op

from db.migrations.columns import check, day, index, moment, one_of, primary_key, refers, text, unique, whole

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

GOALS = ("fewer_harms", "safety_culture", "lasting_structures")
STATUSES = ("planned", "ongoing", "finished", "stopped")
OF_ACTIONS = ("action", "action_indicator", "action_area")


def upgrade() -> None:
    _create_edits()
    _create_owners()
    _create_strategies()
    _create_objectives()
    _create_actions()
    for table, other, target in (("action", "indicator", "indicator.id"), ("action", "area", "area.code")):
        _create_links(table, other, target)
    _create_links("objective", "indicator", "indicator.id")


def downgrade() -> None:
    for table in (*reversed(OF_ACTIONS), "activity", "pathway", "objective_indicator", "objective", "strategy_goal", "strategy"):
        op.drop_table(table)
    for table in ("owner", "edit"):
        op.drop_table(table)


def _create_edits() -> None:
    op.create_table(
        "edit",
        *(whole("id"), text("subject"), text("key"), whole("revision"), one_of("kind", "editkind", "added", "changed")),
        *(moment("made_at"), text("made_by"), text("reason", nullable=True), text("before", nullable=True), text("after")),
        primary_key("edit", "id"),
        check("edit", "before", "(kind = 'added') = (before IS NULL)"),
        check("edit", "revision", "revision >= 1"),
    )
    op.create_index("uq_edit_subject_key_revision", "edit", ["subject", "key", "revision"], unique=True)


def _create_owners() -> None:
    op.create_table(
        "owner",
        *(whole("id"), text("name"), text("post", nullable=True), day("left_on", nullable=True), whole("revision")),
        *(primary_key("owner", "id"), unique("owner", "name"), check("owner", "name", "name <> ''")),
    )


def _create_strategies() -> None:
    op.create_table(
        "strategy",
        *(text("id"), text("title"), text("body"), text("vision"), day("valid_from"), day("valid_to", nullable=True)),
        *(text("made_from", nullable=True), one_of("state", "strategystate", "draft", "adopted")),
        *(text("source", nullable=True), whole("revision")),
        *(primary_key("strategy", "id"), refers("strategy", "made_from", "strategy.id")),
        *(check("strategy", "id", "id <> ''"), check("strategy", "title", "title <> ''")),
        check("strategy", "validity", "valid_to IS NULL OR valid_to >= valid_from"),
    )
    op.create_table(
        "strategy_goal",
        *(text("strategy"), one_of("goal", "goal", *GOALS, checked=False), text("text"), whole("position")),
        *(primary_key("strategy_goal", "strategy", "goal"), check("strategy_goal", "text", "text <> ''")),
        *(refers("strategy_goal", "strategy", "strategy.id"), refers("strategy_goal", "goal", "goal.id")),
    )


def _create_objectives() -> None:
    op.create_table(
        "objective",
        *(whole("id"), text("strategy"), whole("position"), text("title"), whole("made_from", nullable=True), whole("revision")),
        *(primary_key("objective", "id"), unique("objective", "strategy", "position"), check("objective", "title", "title <> ''")),
        *(refers("objective", "strategy", "strategy.id"), refers("objective", "made_from", "objective.id")),
    )
    op.create_table(
        "pathway",
        *(whole("objective"), whole("position"), text("text")),
        *(primary_key("pathway", "objective", "position"), check("pathway", "text", "text <> ''")),
        refers("pathway", "objective", "objective.id"),
    )
    op.create_table(
        "activity",
        *(whole("id"), whole("objective"), text("title"), whole("owner", nullable=True)),
        *(day("due_on", nullable=True), day("done_on", nullable=True), text("note", nullable=True), whole("revision")),
        *(primary_key("activity", "id"), check("activity", "title", "title <> ''")),
        *(refers("activity", "objective", "objective.id"), refers("activity", "owner", "owner.id")),
    )
    index("activity", "objective")


def _create_actions() -> None:
    op.create_table(
        "action",
        *(whole("id"), text("title"), text("service_area"), whole("objective", nullable=True), text("hypothesis")),
        *(text("knowledge", nullable=True), day("starts_on"), day("ends_on", nullable=True), whole("owner")),
        *(one_of("status", "actionstatus", *STATUSES), day("follow_up_on"), text("evaluation", nullable=True)),
        *(day("evaluated_on", nullable=True), moment("created_at"), text("created_by"), whole("revision")),
        *(primary_key("action", "id"), check("action", "title", "title <> ''"), check("action", "revision", "revision >= 1")),
        check("action", "dates", "ends_on IS NULL OR ends_on >= starts_on"),
        check("action", "evaluated", "(evaluation IS NULL) = (evaluated_on IS NULL)"),
        *(refers("action", "service_area", "service_area.id"), refers("action", "objective", "objective.id")),
        refers("action", "owner", "owner.id"),
    )
    index("action", "follow_up_on")
    index("action", "service_area")


def _create_links(table: str, other: str, target: str) -> None:
    name = f"{table}_{other}"
    links = refers(name, table, f"{table}.id"), refers(name, other, target)
    op.create_table(name, whole(table), text(other), primary_key(name, table, other), *links)
    index(name, other)
