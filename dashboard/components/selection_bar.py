"""The reader's filters, the same and in the same order on every page; assets/filters.js writes what is chosen to the address."""

from __future__ import annotations

from dash import html

from dashboard.components.filter_bar import checks_field, filter_bar, select_field
from dashboard.selection import NAMES, Selection
from dashboard.text import t
from dashboard.usecases.choices import COUNTRY, Choices, Option

MORE = "-til"  # after a filter's id: a list that adds one to what is ticked
SHOWN_CHECKS = 6


def selection_bar(
    choices: Choices,
    selection: Selection,
    *,
    breakdowns: tuple[str, ...] = (),
    everything: bool = True,
    has_service: bool = True,
    compares: bool = True,
    spans: bool = True,
    last: html.Div | None = None,
) -> html.Div:
    """`selection` is the resolved one; `everything` offers «alle tjenester», `has_service` the choice of service at all.

    `compares` offers whom to compare with; `spans` a first year too, where a stretch of time is shown; `last` is a field of one page's own.
    """
    fields = [
        _service(choices, selection, everything) if has_service else None,
        _select("area", choices.areas, selection.area),
        _select("breakdown", _breakdown_options(breakdowns), selection.breakdown or "") if len(breakdowns) > 1 else None,
        _year("first_year", choices, selection.first_year, t("filter.first")) if spans else None,
        _year("last_year", choices, selection.last_year, t("filter.last")),
        *(_comparators(choices, selection) if compares else ()),
        last,
    ]
    return filter_bar(*(field for field in fields if field is not None))


def filter_id(name: str) -> str:
    """The id says the name in the address, so that the script needs no list of its own."""
    return f"filter-{NAMES[name]}"


def _service(choices: Choices, selection: Selection, everything: bool) -> html.Div:
    return _select("service_area", choices.service_areas, selection.service_area, t("filter.all_services") if everything else None)


def _select(name: str, options: tuple[Option, ...], value: str | None, everything: str | None = None) -> html.Div:
    shown = (Option("", everything), *options) if everything else options
    return select_field(filter_id(name), t(f"filter.{name}"), shown, value or "", width="wide" if name == "area" else "usual")


def _year(name: str, choices: Choices, year: int | None, unbounded: str) -> html.Div:
    options = (Option("", unbounded), *(Option(str(each), str(each)) for each in choices.years))
    return select_field(filter_id(name), t(f"filter.{name}"), options, str(year or ""), width="narrow")


def _breakdown_options(breakdowns: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(Option(name, name or t("filter.whole")) for name in breakdowns)


def _comparators(choices: Choices, selection: Selection) -> list[html.Div | html.Fieldset]:
    """The likely ones to tick, and a list for any other."""
    known = {option.value: option for option in choices.compare_with}
    ticked = [known[code] for code in selection.compare_with if code in known]
    likely = [option for option in choices.compare_with if option not in ticked][: max(0, SHOWN_CHECKS - len(ticked) - 2)]
    rest = [option for option in choices.compare_with if option not in ticked and option not in likely]
    checks = checks_field(filter_id("compare_with"), t("filter.compare_with"), [*ticked, *likely], selection.compare_with)
    more = select_field(filter_id("compare_with") + MORE, t("filter.more"), [Option("", t("filter.choose")), *rest], "")
    return [checks, more]


def in_words(choices: Choices, selection: Selection) -> list[str]:
    """«Sykehjem», «Færder», «beboere», «2019–2026», «mot landet»."""
    names = {option.value: option.label for option in (*choices.service_areas, *choices.areas, *choices.compare_with)}
    words = [names[selection.service_area]] if selection.service_area else [t("filter.all_services")]
    words.append(names.get(selection.area, selection.area or ""))
    words += [selection.breakdown] if selection.breakdown else []
    if selection.first_year or selection.last_year:
        words.append(_span(selection.first_year, selection.last_year))
    if selection.compare_with:
        names |= {COUNTRY: names[COUNTRY].lower()} if COUNTRY in names else {}
        words.append(t("filter.against", names=", ".join(names.get(code, code) for code in selection.compare_with)))
    return words


def _span(first: int | None, last: int | None) -> str:
    if first and last:
        return f"{first}–{last}"
    return t("filter.from_year", year=first) if first else t("filter.to_year", year=last)
