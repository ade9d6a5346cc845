"""A form that is saved: what its callback is bound to, and what a press brings: what was stored, or the form again with what is wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps

from dash import ALL, Input, Output, State, ctx, dcc, no_update

from dashboard.components.form import FORM_IDS, FORM_VALUES, field_id, given
from dashboard.components.notice import told
from dashboard.usecases.writing import Unfit

Written = Mapping[str, object]  # what stands in the fields
Id = str | dict[str, object]
Answer = tuple[object, ...]  # where news stand, the form, and what happens then


def saving(form: object, button: Id, *, news: Id, place: Id, then: tuple[str, str] | None = None) -> tuple[object, ...]:
    """For @guarded: the places that a press writes to, the button, and the fields. `place` is where the form stands, `then` what the page listens to.

    Several forms may have the same place for news and the same `then`, so each output but the form's own may be written by others too.
    """
    outputs = [Output(news, "children", allow_duplicate=True), Output(place, "children")]
    outputs += [Output(*then, allow_duplicate=True)] if then else []
    return *outputs, Input(button, "n_clicks"), *(State(field_id(form, ALL), each) for each in (FORM_VALUES, FORM_IDS))


def draws_again(again: Callable[..., object]) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """What stores gets the fields' values, and the States after them. Where they are unfit, `again` gets that too, and gives the form."""

    def decorate(store: Callable[..., Answer]) -> Callable[..., Answer]:
        @wraps(store)
        def answer(clicks: int | None, values: list, ids: list, *where: object) -> Answer:
            return _for_its_places(_stored(store, again, given(values, ids), *where) if clicks else (no_update,) * 3)

        return answer

    return decorate


def _stored(store: Callable[..., Answer], again: Callable[..., object], written: Written, *where: object) -> Answer:
    try:
        return store(written, *where)
    except Unfit as unfit:
        return None, again(unfit, written, *where), no_update


def _for_its_places(answer: Answer) -> Answer:
    """A form may have no `then`."""
    return answer[: len(ctx.outputs_list)]


def stored(then: str) -> Answer:
    """Nothing is said here: what the page shows then does, or the address that it leads to."""
    return None, no_update, then


def done(sentence: str, then: object) -> Answer:
    """The page says so, and draws its facts again."""
    return told("done", sentence), no_update, then


def added(sentence: str, link: str, address: str) -> Answer:
    """The form goes, and there is a way to what is new."""
    return told("done", sentence, dcc.Link(link, href=address)), None, no_update
