"""What pages need to know of sharing: its states, and how long a reason may be."""

from db.learning_words import CardKind as CardKind
from db.learning_words import SharedState as SharedState

LONGEST_REASON = 500
