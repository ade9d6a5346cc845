"""What is at an address: a page, a page that says what is missing, or nothing, and the status says which."""

import pytest

from db.engine import writing
from db.terms import Role
from tests.builders import an_indicator, words
from tests.dashboard.requests import signed_in_as

READER = signed_in_as(Role.READER)


@pytest.fixture
def catalogue(sqlite_engine):
    with writing(sqlite_engine) as session:
        session.add_all(words())
        session.flush()
        session.add_all([an_indicator("fall-med-skade"), an_indicator("underernæring")])


@pytest.mark.parametrize("page", ["indikator", "sammenlign"])
@pytest.mark.parametrize("id", ["fall-med-skade", "underern%C3%A6ring"])
def test_an_indicator_that_exists_is_at_its_address(client, catalogue, page, id):
    assert client.get(f"/{page}/{id}", headers=READER).status_code == 200


@pytest.mark.parametrize("page", ["indikator", "sammenlign"])
def test_an_indicator_that_does_not_exist_is_404_and_still_a_page(client, catalogue, page):
    answer = client.get(f"/{page}/finnes-ikke", headers=READER)
    assert answer.status_code == 404
    assert 'id="react-entry-point"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/finnes-ikke", "/indikator", "/indikator/a/b", "/sammenlign/", "/fil/sammenligning.pdf"])
def test_an_address_without_a_page_is_404(client, catalogue, address):
    assert client.get(address, headers=READER).status_code == 404


def test_whoever_is_not_signed_in_is_not_told_what_exists(client, catalogue):
    for id in ("fall-med-skade", "finnes-ikke"):
        assert client.get(f"/indikator/{id}").status_code == 403
