"""What people write is held to the same rules in every table: a revision from 1, no empty text, months that are months."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

REVISION = {"revision": "revision >= 1"}
MONTH = """length(month) = 8 AND month BETWEEN '1800-M01' AND '2199-M12' AND substr(month, 2, 1) BETWEEN '0' AND '9'
    AND substr(month, 3, 1) BETWEEN '0' AND '9' AND substr(month, 4, 1) BETWEEN '0' AND '9' AND substr(month, 5, 2) = '-M'
    AND substr(month, 7) BETWEEN '01' AND '12' AND substr(month, 8) BETWEEN '0' AND '9'"""
RULES = {
    "owner": REVISION,
    "strategy": REVISION | {"words": "body <> '' AND vision <> ''"},
    "objective": REVISION,
    "activity": REVISION,
    "action": {"words": "hypothesis <> '' AND created_by <> ''", "evaluation": "evaluation <> ''"},
    "new_level": {"taken_back_why": "taken_back_why <> ''"},
    "duty": REVISION,
    "duty_done": REVISION | {"month": MONTH, "done_by": "done_by <> ''"},
    "requirement": REVISION | {"words": "short_title <> '' AND meaning <> ''"},
    "evidence": REVISION | {"given_by": "given_by <> ''"},
    "risk": REVISION,
    "risk_assessment": REVISION | {"assessed_by": "assessed_by <> ''"},
    "arena": REVISION,
    "meeting": REVISION,
    "agenda_item": REVISION | {"reason_said": "reason <> ''"},
    "decision": REVISION | {"closing_said": "closing <> ''"},
    "learning_card": {
        "words": "category <> '' AND happened <> '' AND changed <> '' AND usable_by <> ''",
        "created_by": "created_by <> ''",
        "month": MONTH,
    },
    "learning_card_use": REVISION | {"told_by": "told_by <> ''"},
    "user_statement": {"doing": "doing <> ''", "created_by": "created_by <> ''"},
}
BEFORE = ("duty_done", "month", "month <> ''")  # what held until now


def upgrade() -> None:
    _drop(BEFORE[0], BEFORE[1])
    for table, rules in RULES.items():
        with op.batch_alter_table(table) as batch:
            for name, rule in rules.items():
                batch.create_check_constraint(op.f(f"ck_{table}_{name}"), rule)


def downgrade() -> None:
    for table, rules in RULES.items():
        _drop(table, *rules)
    table, name, rule = BEFORE
    with op.batch_alter_table(table) as batch:
        batch.create_check_constraint(op.f(f"ck_{table}_{name}"), rule)


def _drop(table: str, *names: str) -> None:
    with op.batch_alter_table(table) as batch:
        for name in names:
            batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
