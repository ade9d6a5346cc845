"""What is wrong in a catalogue file: code, file, entry, field and what was found. The sentences live in the locale."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from pydantic import BaseModel, ValidationError

# pydantic's own names of faults → ours; those not named here are our own already.
CODES = {
    "missing": "missing_field",
    "extra_forbidden": "unknown_field",
    "enum": "not_allowed",
    "literal_error": "not_allowed",
    "string_type": "text_expected",
    "int_type": "integer_expected",
    "bool_type": "yes_or_no_expected",
    "float_type": "number_expected",
    "finite_number": "number_expected",
    "date_type": "date_expected",
    "dict_type": "table_expected",
    "model_type": "table_expected",
    "tuple_type": "list_expected",
    "string_too_short": "empty_text",
    "string_too_long": "too_long",
    "greater_than_equal": "too_small",
    "less_than_equal": "too_large",
    "string_pattern_mismatch": "blanks_in_key",
}
EXAMPLES = {
    "id": 'id = "fall-med-skade"',
    "service_area": 'service_area = "sykehjem"',
    "goal": 'goal = "fewer_harms"',
    "type": 'type = "outcome"',
    "source": 'source = "own"',
    "source_key": 'source_key = "fall-med-skade"',
    "kind": 'kind = "rate"',
    "unit": 'unit = "per_1000"',
    "direction": 'direction = "lower_is_better"',
    "frequency": 'frequency = "month"',
    "decimals": "decimals = 1",
    "small_number_limit": "small_number_limit = 5",
    "name": 'name.nb = "Fall med skade per 1000 oppholdsdøgn"',
    "nb": 'nb = "Fall med skade per 1000 oppholdsdøgn"',
    "level": 'level = "ambition"',
    "value": "value = 75",
    "valid_from": "valid_from = 2026-01-01",
    "period": 'period = "2024-03"',
    "indicator": 'indicator = "fall-med-skade"',
    "title": 'title.nb = "Strategi for pasientsikkerhet 2026–2030"',
    "body": 'body.nb = "Færder kommune"',
    "vision": 'vision.nb = "Ingen skal skades"',
    "goals": 'goals.fewer_harms.nb = "Færre pasientskader"',
    "fewer_harms": 'fewer_harms.nb = "Færre pasientskader"',
    "safety_culture": 'safety_culture.nb = "Bedre pasientsikkerhetskultur"',
    "lasting_structures": 'lasting_structures.nb = "Varige strukturer"',
    "pathways": 'pathways.nb = ["Stille tydelige krav"]',
}
BOUNDS = ("expected", "ge", "le", "max_length")
SHOWN_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Fault:
    code: str
    file: str
    entry: str | None = None  # the id, or the position when there is no id
    field: str | None = None
    found: str | None = None
    expected: str | None = None
    suggestion: str | None = None
    line: int | None = None
    other: str | None = None  # the file that has the same id already

    @property
    def sentence(self) -> str:
        """The key of the sentence in the locale; where we know what was probably meant, it says so."""
        return f"catalogue_fault.{self.code}_near" if self.suggestion else f"catalogue_fault.{self.code}"

    @property
    def facts(self) -> dict[str, object]:
        """The words of the sentence; what is not known is an empty text."""
        return {name: "" if value is None else value for name, value in asdict(self).items() if name != "code"}


class CatalogueError(Exception):
    """All that is wrong in the catalogue, so that it can be mended in one go. The first fault's facts are also its own."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(_in_code(fault) for fault in self.faults))

    def __getattr__(self, name: str) -> object:
        if name in ("file", "entry", "field", "found", "expected"):
            return getattr(self.faults[0], name)
        raise AttributeError(name)


def nearest(word: object, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    by_folded = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(str(word).casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def faults_of(error: ValidationError, model: type[BaseModel], file: str, entry: str) -> list[Fault]:
    """pydantic's findings as our faults: the field by its path, what stands there, what may stand there."""
    return [_fault(finding, model, file, entry) for finding in error.errors(include_url=False)]


def _fault(finding: dict, model: type[BaseModel], file: str, entry: str) -> Fault:
    path, context = finding["loc"], finding.get("ctx", {})
    code = CODES.get(finding["type"], finding["type"])
    if code == "blanks_in_key" and path[-1] == "id":
        code = "bad_id"
    expected = next((str(context[name]) for name in BOUNDS if name in context), None)
    field = (*path, context["field"]) if "field" in context else path
    shown = None if code == "missing_field" else _shown(context.get("found", finding["input"]))
    known: Iterable[str] = ()
    if code == "missing_field":
        expected = (EXAMPLES | getattr(_model_at(path, model), "examples", {})).get(str(path[-1]))
    elif code == "unknown_field":
        known, shown = list(_model_at(path, model).model_fields), str(path[-1])
    elif code == "not_allowed":
        expected = (expected or "").replace("'", "").replace(" or ", ", ")
        known = expected.split(", ")
    return Fault(code, file, entry, _path(field), shown, expected, nearest(shown, known))


def _model_at(path: tuple[str | int, ...], model: type[BaseModel]) -> type[BaseModel]:
    """What the table at this path is read as."""
    for step in path[:-1]:
        if isinstance(step, str) and step in model.model_fields:
            model = _model_in(model.model_fields[step].annotation) or model
    return model


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, getattr(annotation, "__args__", ()))), None)


def _path(path: tuple[str | int, ...]) -> str:
    """("target", 0, "value") → target[1].value, counted as people count."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _shown(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN_LENGTH else f"{text[: SHOWN_LENGTH - 1]}…"


def _in_code(fault: Fault) -> str:
    """For a traceback; people read the sentence in the locale."""
    facts = ", ".join(f"{name}={value!r}" for name, value in asdict(fault).items() if value is not None and name != "code")
    return f"{fault.code}({facts})"
