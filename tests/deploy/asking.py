"""What a browser asks through the proxy: pages, and callbacks as Dash's own script sends them."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import requests

from tests.deploy.servers import Proxy, browser

CALLBACK = "/_dash-update-component"
SEARCH = {"id": "_pages_location", "property": "search"}
SERVICE = "?tjeneste=sykehjem"
READERS = 6
OWNER_FIELDS = ("name", "post", "left_on")


def service_page(proxy: Proxy, who: requests.Session, **headers: str) -> requests.Response:
    """All trends of the nursing homes."""
    return _page(proxy, who, "service", SERVICE, headers)


def owners_page(proxy: Proxy, who: requests.Session) -> str:
    """Those who answer for measures."""
    return json.dumps(_page(proxy, who, "owners", "", {}).json(), ensure_ascii=False)


def _page(proxy: Proxy, who: requests.Session, id: str, search: str, headers: dict[str, str]) -> requests.Response:
    asked = {"output": f"{id}.children", "outputs": {"id": id, "property": "children"}, "changedPropIds": []}
    body = asked | {"inputs": [SEARCH | {"value": search}], "state": []}
    return who.post(f"{proxy.address}{CALLBACK}", json=body, headers=headers, timeout=30)


def save_owner(proxy: Proxy, who: requests.Session, name: str, **headers: str) -> str:
    """Press «Lagre» in the form of those who answer for measures; returns what the page says then."""
    declared = who.get(f"{proxy.address}/_dash-dependencies", timeout=30).json()
    key = next(entry["output"] for entry in declared if any(asked["id"] == "owner-save" for asked in entry["inputs"]))
    places = [dict(zip(("id", "property"), place.split(".", 1), strict=True)) for place in key.strip(".").split("...")]
    ids = [{"form": "owner", "field": field} for field in OWNER_FIELDS]
    values = [{"id": id, "property": "value", "value": value} for id, value in zip(ids, (name, None, None), strict=True)]
    named = [{"id": id, "property": "id", "value": id} for id in ids]
    pressed = {"inputs": [{"id": "owner-save", "property": "n_clicks", "value": 1}], "changedPropIds": ["owner-save.n_clicks"]}
    body = {"output": key, "outputs": places, **pressed, "state": [values, named, SEARCH | {"value": ""}]}
    answer = who.post(f"{proxy.address}{CALLBACK}", json=body, headers=headers, timeout=60)
    return json.dumps(answer.json(), ensure_ascii=False) if answer.content else ""


@dataclass
class Readers:
    """Several people who go on asking, and what went wrong for them."""

    proxy: Proxy
    wanted: str
    count: int = 0
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0
    is_over: threading.Event = field(default_factory=threading.Event)

    def go_on(self, seconds: float) -> None:
        """Let them ask for a while."""
        time.sleep(seconds)

    def read(self, number: int) -> None:
        who = browser(self.proxy, f"leser{'abcdefgh'[number]}", "leser")
        while not self.is_over.is_set():
            begun = time.monotonic()
            try:
                self._ask(who)
            except requests.RequestException as error:
                self.wrong.append(repr(error))
            self.count += 1
            self.slowest = max(self.slowest, time.monotonic() - begun)

    def _ask(self, who: requests.Session) -> None:
        page = who.get(f"{self.proxy.address}/tjeneste{SERVICE}", timeout=30)
        answer = service_page(self.proxy, who)
        if page.status_code != 200 or answer.status_code != 200:
            self.wrong.append(f"{page.status_code} {answer.status_code} {answer.text[:300]}")
        elif answer.json()["response"] != self.wanted:
            self.wrong.append(f"another answer: {answer.text[:300]}")


@contextmanager
def readers(proxy: Proxy) -> Iterator[Readers]:
    """For as long as the block runs; afterwards, nobody has seen anything wrong."""
    wanted = service_page(proxy, browser(proxy, "leser", "leser")).json()["response"]
    found = Readers(proxy, wanted)
    threads = [threading.Thread(target=found.read, args=(number,)) for number in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        yield found
    finally:
        found.is_over.set()
        for thread in threads:
            thread.join()
    assert not found.wrong, "\n".join(found.wrong[:5])
    assert found.count > 0
