"""Arenas, meetings, their agendas and what was decided."""

from alembic import op

from db.migrations.columns import check, day, index, moment, one_of, primary_key, refers, text, unique, whole

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ARENAS = ("leaders", "quality_committee", "political_committee", "cooperation_committee")
KINDS = ("open_decision", "signal", "overdue_action", "verdict", "late_data", "learning_card", "own")
ANSWERS = ("proposed", "accepted", "rejected")
OUTCOMES = ("action", "noted", "new_date")


def upgrade() -> None:
    _create_arenas()
    _create_meetings()
    _create_agenda()
    _create_decisions()


def downgrade() -> None:
    for table in ("decision", "agenda_item", "meeting", "arena"):
        op.drop_table(table)


def _create_arenas() -> None:
    op.create_table(
        "arena",
        *(whole("id"), text("name"), one_of("kind", "arenakind", *ARENAS), text("service_area", nullable=True), whole("revision")),
        *(primary_key("arena", "id"), unique("arena", "name"), check("arena", "name", "name <> ''")),
        refers("arena", "service_area", "service_area.id"),
    )


def _create_meetings() -> None:
    op.create_table(
        "meeting",
        *(whole("id"), whole("arena"), day("meets_on"), text("service_area", nullable=True), text("secretary")),
        *(one_of("state", "meetingstate", "planned", "held"), whole("version", nullable=True), moment("held_at", nullable=True)),
        *(text("held_by", nullable=True), whole("revision")),
        *(primary_key("meeting", "id"), refers("meeting", "arena", "arena.id")),
        *(refers("meeting", "service_area", "service_area.id"), check("meeting", "secretary", "secretary <> ''")),
        check("meeting", "held", "(state = 'held') = (held_at IS NOT NULL)"),
        check("meeting", "version", "(version IS NULL) = (held_at IS NULL)"),
        check("meeting", "held_by", "(held_by IS NULL) = (held_at IS NULL)"),
    )
    index("meeting", "arena")
    index("meeting", "meets_on")


def _create_agenda() -> None:
    op.create_table(
        "agenda_item",
        *(whole("id"), whole("meeting"), whole("position"), one_of("kind", "itemkind", *KINDS), text("about", nullable=True)),
        *(text("service_area", nullable=True), text("indicator", nullable=True), text("area", nullable=True)),
        *(one_of("answer", "itemanswer", *ANSWERS), text("reason", nullable=True)),
        *(text("title"), text("sentence"), text("public_sentence")),
        *(text(name, nullable=True) for name in ("seen", "thought", "doing", "standing")),
        *(whole("revision"), primary_key("agenda_item", "id"), refers("agenda_item", "meeting", "meeting.id")),
        *(refers("agenda_item", "service_area", "service_area.id"), refers("agenda_item", "indicator", "indicator.id")),
        *(refers("agenda_item", "area", "area.code"), check("agenda_item", "title", "title <> ''")),
        check("agenda_item", "about", "(kind = 'own') = (about IS NULL)"),
        check("agenda_item", "reason", "answer <> 'rejected' OR reason IS NOT NULL"),
    )
    op.create_index("uq_agenda_item_meeting_about", "agenda_item", ["meeting", "about"], unique=True)
    index("agenda_item", "meeting")


def _create_decisions() -> None:
    op.create_table(
        "decision",
        *(whole("id"), whole("item"), text("text"), one_of("outcome", "decisionoutcome", *OUTCOMES)),
        *(whole("owner", nullable=True), day("due_on", nullable=True), whole("action", nullable=True)),
        *(day("closed_on", nullable=True), text("closing", nullable=True), whole("revision")),
        *(primary_key("decision", "id"), refers("decision", "item", "agenda_item.id")),
        *(refers("decision", "owner", "owner.id"), refers("decision", "action", "action.id")),
        check("decision", "text", "text <> ''"),
        check("decision", "followed_up", "outcome = 'noted' OR (owner IS NOT NULL AND due_on IS NOT NULL)"),
        check("decision", "closing", "(closing IS NULL) = (closed_on IS NULL)"),
    )
    index("decision", "item")
    index("decision", "action")
