"""A page as it stands before any script has run: the server fills in what the page would ask for first, and the browser shows it at once."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import dash
from dash._pages import _path_to_page
from dash.development.base_component import Component

from dashboard.frame import frame
from dashboard.guard import PAGES_LOCATION
from dashboard.keeping import must_not_be_kept
from dashboard.markup import NoMarkup, markup
from db.engine import ReadingLost

CONTENT = "_pages_content"  # Dash's place for the page
log = logging.getLogger(__name__)


def callbacks_of_address(app: dash.Dash) -> dict[str, dict[str, Any]]:
    """By output Dash's entries of those whose answer follows from the address; RuntimeError for one that asks for more than that."""
    found = {key: entry for key, entry in app.callback_map.items() if getattr(entry.get("callback"), "is_of_address", False)}
    for key, entry in found.items():
        if entry["state"] or any(each["id"] != PAGES_LOCATION for each in entry["inputs"]) or not key.endswith(".children"):
            raise RuntimeError(f"{key} is said to follow from the address, and asks for more")
    return found


class FirstView:
    """Writes the page at an address as HTML."""

    def __init__(self, app: dash.Dash) -> None:
        entries = callbacks_of_address(app)
        self.answers = {key.removesuffix(".children"): _answer_of(entry) for key, entry in entries.items()}
        self.following = [id for id, answer in self.answers.items() if answer.follows_query]

    def at(self, path: str, query: str) -> str | None:
        """The frame and the page in it; None for a page that its scripts have to fill. path as in an address, query with its «?»."""
        layout = _layout_at(path)
        asked = [id for id in _ids(layout) if id in self.answers]
        if not asked:
            return None
        try:
            filled = {id: self.answers[id].to(path, query) for id in asked}
            return markup(frame(), {CONTENT: layout, **filled})
        except NoMarkup:
            return None
        except ReadingLost:
            raise  # all of it is asked again elsewhere
        except Exception:
            # The page's own callback will meet the same and tell the reader; here it only means that nothing stands there beforehand.
            log.info("no first view of %s", path, exc_info=True)
            must_not_be_kept()
            return None


@dataclass(frozen=True, slots=True)
class AnswerOfAddress:
    """A page's own callback, and which parts of the address it takes, in its order."""

    answer: Callable[..., object]
    parts: tuple[str, ...]

    @property
    def follows_query(self) -> bool:
        return "search" in self.parts

    def to(self, path: str, query: str) -> object:
        return self.answer(*({"pathname": path, "search": query}[part] for part in self.parts))


def _answer_of(entry: Mapping[str, Any]) -> AnswerOfAddress:
    answer = inspect.unwrap(entry["callback"], stop=lambda function: not hasattr(function.__wrapped__, "needed_role"))
    return AnswerOfAddress(answer, tuple(each["property"] for each in entry["inputs"]))


def _layout_at(path: str) -> Component | None:
    page, variables = _path_to_page(path.strip("/"))
    if not page:
        return None
    return page["layout"](**(variables or {})) if callable(page["layout"]) else page["layout"]


def _ids(layout: Component | None) -> Iterator[str]:
    """The names of all parts, the layout's own among them."""
    for part in (layout, *layout._traverse()) if layout is not None else ():
        if isinstance(getattr(part, "id", None), str):
            yield part.id
