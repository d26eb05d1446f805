"""Fields, error summary and the filter of a list."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.components import Chip, Text
from core.error_words import error_texts
from core.forms import DateInput, NumberInput
from core.templatetags.library import register
from core.templatetags.parts_marks import who_reads
from core.words import in_words

if TYPE_CHECKING:
    AnyForm = BaseForm | BaseFormSet[Any]

WIDTHS = ("", "short", "medium", "wide")


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField,
    *,
    label: Text = "",
    help: Text = "",
    unit: Text = "",
    readers: Text = "",
    width: str = "",
    optional: bool | None = None,
    hide_label: bool = False,
) -> dict[str, Any]:
    """A field of a form: label, help, error, control with its unit, and who reads it.

    Label, help and error come from the form; the tag may replace label and help. `readers` is the whole
    sentence ("Read by you who work with the case."). `width`: "", short, medium, wide. `optional=False` hides
    "(optional)". `unit` and `readers` may also stand on the form class as dicts by field name, and so may
    `conditions`: when the field is needed ("for an employment"), told in the place of "(optional)".
    """
    if width not in WIDTHS:
        raise ValueError(f"Unknown width: {width!r}")
    form = bound.form
    form.use_required_attribute = False  # the browser's own bubbles speak another language than the page
    unit = unit or getattr(form, "units", {}).get(bound.name, "")
    readers = readers or getattr(form, "readers", {}).get(bound.name, "")
    if optional is None:
        optional = getattr(form, "mark_optional", True)
    parts: dict[str, Any] = {"bound": bound, "label": label or bound.label, "help": help or bound.help_text}
    is_told = bool(readers) and getattr(form, "readers_told", "") == readers
    readers = "" if is_told else readers
    ids = described_by(bound, has_help=bool(parts["help"]), unit=unit, readers=readers)
    if is_told:
        ids = f"{ids} {READERS_TOLD}".strip()
    kind = control_kind(bound)
    return {
        **parts,
        "unit": unit,
        "readers": readers,
        "is_optional": bool(optional and not bound.field.required and kind != "single"),
        "condition": getattr(form, "conditions", {}).get(bound.name, ""),
        "hide_label": hide_label,
        "classes": field_classes(bound, width),
        "revealed_id": revealed_id(bound),
        "kind": kind,
        "count_words": COUNT_WORDS if kind == "counted" else {},
        "most": getattr(bound.field, "max_length", None),
        "describedby": ids,
        "control": control(bound, ids, kind),
        "errors": error_texts(bound) if bound.errors else [],
    }


READERS_TOLD = "form_readers"


@register.simple_tag
def readers_of(form: BaseForm) -> SafeString:
    """Who reads the texts of the form, once before its fields, where all of several texts have the same
    readers; else nothing, and each field says it below itself."""
    lines: Mapping[str, Text] = getattr(form, "readers", {})
    told = [lines[bound.name] for bound in form.visible_fields() if lines.get(bound.name)]
    if len(told) < 2 or len(set(map(str, told))) > 1:
        return SafeString("")
    form.readers_told = told[0]  # type: ignore[attr-defined]
    return who_reads(text=told[0], id=READERS_TOLD)


def control_kind(bound: BoundField) -> str:
    """How the control is laid out: a single tick box, a group, a password, a counted text, or plain."""
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "single"
    if bound.use_fieldset:
        return "group"
    if isinstance(widget, forms.PasswordInput):
        return "password"
    if isinstance(widget, forms.Textarea) and getattr(bound.field, "max_length", None):
        return "counted"
    return "plain"


def revealed_id(bound: BoundField) -> str:
    """Id under which a choice elsewhere in the form reveals this field; empty when none does."""
    others = (field.widget for field in bound.form.fields.values())
    revealing = any(bound.name in getattr(widget, "reveals", {}).values() for widget in others)
    return f"revealed_{bound.html_name}" if revealing else ""


def described_by(bound: BoundField, *, has_help: bool, unit: Text, readers: Text) -> str:
    """Ids of everything that a screen reader shall say after the label, in the order it stands."""
    present = {
        "helptext": has_help,
        "error": bool(bound.errors),
        "unit": bool(unit),
        "readers": bool(readers),
    }
    return " ".join(f"{bound.auto_id}_{part}" for part, there in present.items() if there)


COUNT_WORDS = {
    "characters-under-limit.one": gettext_lazy("You have %{count} character left"),
    "characters-under-limit.other": gettext_lazy("You have %{count} characters left"),
    "characters-at-limit": gettext_lazy("You have no characters left"),
    "characters-over-limit.one": gettext_lazy("You have %{count} character too many"),
    "characters-over-limit.other": gettext_lazy("You have %{count} characters too many"),
}
HOOKS = {"password": "govuk-js-password-input-input", "counted": "govuk-js-character-count"}


def control(bound: BoundField, ids: str, kind: str) -> SafeString:
    """The bare control; a group of choices is described on its fieldset instead."""
    attributes: dict[str, str | bool] = {"aria-describedby": ids} if ids and kind != "group" else {}
    if kind in HOOKS:
        attributes["class"] = HOOKS[kind]
    return bound.as_widget(attrs=attributes)


def field_classes(bound: BoundField, width: str) -> str:
    """Class names: error, kind of control, width."""
    widget = bound.field.widget
    names = {
        "field--error": bool(bound.errors),
        "field--number": isinstance(widget, NumberInput),
        "field--date": isinstance(widget, DateInput),
        f"field--{width}": bool(width),
        "field--revealed": bool(revealed_id(bound)),
    }
    return " ".join(["field", *(name for name, used in names.items() if used)])


@register.inclusion_tag("components/form_fields.html")
def form_fields(form: BaseForm, *, without: str = "") -> dict[str, Any]:
    """All fields of a form but those named in `without` (space between), hidden ones included."""
    left_out = without.split()
    visible = [bound for bound in form.visible_fields() if bound.name not in left_out]
    return {"fields": visible, "hidden": form.hidden_fields()}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms_on_page: "AnyForm", heading: Text = "") -> dict[str, Any]:
    """What must be put right, first on the page, with a link to each field. Empty when nothing is wrong.

    Takes one or more forms or formsets.
    """
    errors = [error for form in forms_on_page if form for error in errors_of(form)]
    if not heading and errors:
        number = in_words(len(errors)).capitalize()
        heading = ngettext(
            "%(number)s detail needs correcting", "%(number)s details need correcting", len(errors)
        ) % {"number": number}
    return {"errors": errors, "heading": heading}


def errors_of(form: "AnyForm") -> Iterator[dict[str, str]]:
    """Errors in the order of the fields, each with the id of the control it belongs to."""
    if isinstance(form, BaseFormSet):
        if form.is_bound:
            yield from ({"text": str(text), "target": ""} for text in form.non_form_errors())
            for one in form.forms:
                yield from errors_of(one)
        return
    yield from ({"text": str(text), "target": ""} for text in form.non_field_errors())
    for bound in [*form.hidden_fields(), *form.visible_fields()]:
        target = "" if bound.is_hidden else focus_id(bound)
        yield from ({"text": named(bound, text), "target": target} for text in error_texts(bound))


def named(bound: BoundField, text: str) -> str:
    """The error with the label of its field before it, where the sentence does not name it itself."""
    label = "" if bound.is_hidden else str(bound.label or "").strip()
    if not label or label in text:
        return text
    return f"{label} {text}" if label.endswith(("?", ":", ".")) else f"{label}: {text}"


def focus_id(bound: BoundField) -> str:
    """Id of the control to put focus on: the first one of a group."""
    return bound.id_for_label or f"{bound.auto_id}_0"


@register.inclusion_tag("components/filter_panel.html", takes_context=True)
def filter_panel(
    context: Context, form: BaseForm, *, target: str, reset_url: str = "", submit: Text = ""
) -> dict[str, Any]:
    """The filter of a list: a plain GET form that htmx sends on change.
    `target` is the CSS id of the results.

    The results are what `page.html#results` renders; put `chips` inside them, so that they follow.
    """
    path = context["request"].path
    return {
        "form": form,
        "path": path,
        "target": target,
        "reset_url": reset_url,
        "submit": submit or _("Show"),
    }


@register.inclusion_tag("components/chips.html")
def chips(*, items: Sequence[Chip], reset_url: str = "") -> dict[str, Any]:
    """The filters in use, each with a link that takes it away, and one that takes away all."""
    return {"items": items, "reset_url": reset_url}
