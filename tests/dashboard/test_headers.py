"""What the browser is told: what may run, what may be kept, and nothing from another host."""

import base64
import hashlib
import re

import pytest

from db.terms import Role
from tests.dashboard.requests import signed_in_as

READER = signed_in_as(Role.READER)


def test_every_answer_carries_the_headers(client):
    for address in ("/", "/om", "/finnes-ikke", "/_health", "/assets/frame.js", "/_dash-layout", "/_reload-hash"):
        headers = client.get(address, headers=READER).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        assert "Server" not in headers


def test_scripts_run_only_from_us_or_by_checksum(app, client):
    policy = dict(part.strip().split(" ", 1) for part in client.get("/", headers=READER).headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"].split() == ["'self'", *app.csp_hashes()]
    assert "unsafe" not in policy["script-src"]
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"


def test_every_script_in_the_page_is_known_by_its_checksum(app, client):
    page = client.get("/", headers=READER)
    inline = re.findall(r"<script(?![^>]*src=)(?![^>]*application/json)[^>]*>(.*?)</script>", page.text, re.DOTALL)
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in inline]
    assert len(inline) == 2
    assert all(checksum in page.headers["Content-Security-Policy"] for checksum in hashes)


def test_nothing_comes_from_another_host_and_versions_are_not_told(client):
    page = client.get("/", headers=READER).text
    assert re.findall(r"""(?:src|href)=["'](?!/)[^"'#]""", page) == []
    assert "http" not in re.sub(r"http-equiv", "", page)
    assert "python_version" not in page
    assert '<html lang="nb">' in page


def test_figures_are_never_kept_and_files_for_a_year(client):
    page = client.get("/", headers=READER)
    assert page.headers["Cache-Control"] == "no-store"
    for address in re.findall(r"""(?:src|href)=["'](/(?:pakker|assets|_dash-component-suites)[^"']*)["']""", page.text):
        answer = client.get(address, headers=READER)
        assert (address, answer.status_code, answer.headers["Cache-Control"]) == (address, 200, "private, max-age=31536000, immutable")


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_what_is_large_is_compressed(client, encoding):
    page = client.get("/", headers=READER).text
    for address in re.findall(r"""(?:src|href)=["'](/(?:pakker|_dash-component-suites)[^"']*)["']""", page):
        for _ in range(2):
            answer = client.get(address, headers=READER | {"Accept-Encoding": encoding})
            assert answer.headers.get("Content-Encoding", encoding) == encoding
            assert "Accept-Encoding" in answer.headers["Vary"]


def test_an_unknown_address_is_404_in_norwegian(client):
    answer = client.get("/finnes-ikke", headers=READER)
    assert answer.status_code == 404
    assert "<h1>Siden finnes ikke</h1>" in answer.text


def test_each_page_has_its_title(client):
    assert "<title>Om – Kvalitetstavle</title>" in client.get("/om", headers=READER).text
