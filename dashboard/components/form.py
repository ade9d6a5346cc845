"""A form: each field with its label, what is asked for, and what is wrong with it; ids say form and field, for a callback to read them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import dash_bootstrap_components as dbc
from dash import dcc, html

from dashboard.components.notice import told
from dashboard.text import keys, t
from dashboard.usecases.forms import FieldView, FormView

FEW = 12  # so many can be ticked without looking for them
FORM_VALUES, FORM_IDS = "value", "id"


def field_id(form: str, field: str) -> dict[str, str]:
    return {"form": form, "field": field}


def given(values: Sequence[object], ids: Sequence[Mapping[str, str]]) -> dict[str, object]:
    """What stands in the fields, from a callback's State of all values and of all ids."""
    return {str(id["field"]): value for id, value in zip(ids, values, strict=True)}


def form(view: FormView, *buttons: object) -> html.Div:
    """The fields in order, under a notice that says how many are wrong and leads to the first; then the buttons."""
    wrong = [field for field in view.fields if field.fault]
    revision = dcc.Input(id=field_id(view.id, "revision"), type="hidden", value=view.revision)
    parts = [_wrong(view, wrong)] if wrong else []
    return html.Div(
        [*parts, revision, *(_field(view, each) for each in view.fields), html.Div(buttons, className="button-row")], className="form"
    )


def _wrong(view: FormView, wrong: Sequence[FieldView]) -> html.Div:
    listed = html.Ul([html.Li(f"{_label(view.name, field.name)}: {field.fault}") for field in wrong])
    return told("error", listed, title=t("form.wrong", count=len(wrong)))


def _field(view: FormView, field: FieldView) -> object:
    hint_key = f"form.{view.name}.{field.name}_hint"
    hint = [html.Span(t(hint_key), className="field-note")] if hint_key in keys() else []
    fault = [html.Span(field.fault, className="field-fault")] if field.fault else []
    label = _label(view.name, field.name) + ("" if field.is_needed else t("form.optional"))
    if field.shape == "many" and len(field.options) <= FEW:
        return html.Fieldset(
            [html.Legend(label, className="field-label"), *hint, *fault, _control(view.id, field)], className="field form-field"
        )
    # The label holds the control, since an id that is an object cannot be what a label's htmlFor says.
    return html.Div(
        html.Label([html.Span(label, className="field-label"), *hint, *fault, _control(view.id, field)]), className="field form-field"
    )


def _label(form: str, name: str) -> str:
    return t(f"form.{form}.{name}")


def _control(form: str, field: FieldView) -> object:
    id = field_id(form, field.name)
    options = [{"value": each.value, "label": each.label} for each in field.options]
    usual = {"id": id, "value": field.value}
    if field.shape == "long_text":
        return dbc.Textarea(**usual, rows=4, maxLength=None, required=field.is_needed)
    if field.shape == "one":
        return dbc.Select(**usual, options=options, placeholder=t("form.choose"))
    if field.shape == "many":
        chosen = list(field.value or ())
        few = len(options) <= FEW
        return dbc.Checklist(id=id, options=options, value=chosen) if few else dcc.Dropdown(options, chosen, id=id, multi=True)
    kind = {"text": "text", "day": "date", "number": "number"}[field.shape]
    bounds = {"min": field.lowest, "max": field.highest} if field.shape == "number" else {}
    return dbc.Input(**usual, type=kind, required=field.is_needed, autoComplete="off", **bounds)
