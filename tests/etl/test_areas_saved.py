"""The table of areas goes into both databases, and may be put in again."""

from db.engine import reading, writing
from db.models.areas import Area, AreaGroupMember, AreaSuccession
from etl.areas import read_reference, save


def counted(engine) -> tuple[int, int, int]:
    with reading(engine) as session:
        return session.query(Area).count(), session.query(AreaSuccession).count(), session.query(AreaGroupMember).count()


def test_the_whole_table_is_stored_and_storing_it_again_changes_nothing(engine):
    reference = read_reference()
    for _ in range(2):
        with writing(engine) as session:
            save(session)
        assert counted(engine) == (len(reference.areas), len(reference.successions), len(reference.members))


def test_what_is_stored_is_what_was_read(engine):
    with writing(engine) as session:
        save(session)
    with reading(engine) as session:
        stored = read_reference().extended(session.query(Area), session.query(AreaSuccession), session.query(AreaGroupMember))
    assert stored.areas == read_reference().areas
    assert set(stored.successions) == set(read_reference().successions)
    assert stored.members == read_reference().members
