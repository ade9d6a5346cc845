"""Reading components in tests: what stands in them, what is seen, and what those who listen hear."""

from __future__ import annotations

from collections.abc import Iterator

from dash.development.base_component import Component


def parts(component: object) -> Iterator[Component]:
    """The component and all that stands in it."""
    if isinstance(component, list | tuple):
        for one in component:
            yield from parts(one)
    elif isinstance(component, Component):
        yield component
        yield from parts(getattr(component, "children", None))


def said(component: object) -> str:
    """The text as it stands, without the pictures."""
    if isinstance(component, list | tuple):
        return " ".join(said(one) for one in component)
    if isinstance(component, Component):
        return said(getattr(component, "children", None))
    return "" if component is None else str(component)


def heard(component: object) -> str:
    """The text for those who listen."""
    if isinstance(component, list | tuple):
        return " ".join(heard(one) for one in component)
    if isinstance(component, Component):
        if getattr(component, "aria-hidden", None) == "true":
            return ""
        alt = getattr(component, "alt", None) or getattr(component, "aria-label", None) or ""
        return f"{alt} {heard(getattr(component, 'children', None))}"
    return "" if component is None else str(component)


def of_class(component: object, name: str) -> list[Component]:
    return [part for part in parts(component) if name in (getattr(part, "className", None) or "").split()]


def of_kind(component: object, kind: type) -> list[Component]:
    return [part for part in parts(component) if type(part) is kind]
