"""What is wrong with a field, in words that say what to do: Django's own name no field and no deed."""

from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def error_texts(bound: BoundField) -> list[str]:
    """The errors of a field as they are shown beside it and in the summary."""
    found = bound.form.errors.as_data().get(bound.name, [])
    label, widget = str(bound.label), bound.field.widget
    return [text for error in found for text in texts_of(error, label=label, widget=widget)]


def texts_of(error: forms.ValidationError, *, label: str, widget: forms.Widget) -> list[str]:
    """The same of a value that stands in no form."""
    if is_plain_required(error):
        return [what_is_missing(label, widget)]
    told = what_is_too_much(error)
    return [told] if told else error.messages


def is_plain_required(error: forms.ValidationError) -> bool:
    """Whether the form has left Django's general sentence for an empty field as it is."""
    return error.code == "required" and error.message == forms.Field.default_error_messages["required"]


def what_is_missing(label: str, widget: forms.Widget) -> str:
    """What to do about an empty field, by the kind of control."""
    if isinstance(widget, forms.CheckboxInput):
        words = _("Tick “%(label)s”.")
    elif isinstance(widget, forms.FileInput):
        words = _("Choose a file for “%(label)s”.")
    elif isinstance(widget, forms.widgets.ChoiceWidget):
        words = _("Choose for “%(label)s”.")
    else:
        words = _("Fill in “%(label)s”.")
    return words % {"label": label}


def what_is_too_much(error: forms.ValidationError) -> str:
    """What to do about a text that is too long or a number out of bounds; empty for any other error."""
    told: dict[str, Any] = error.params or {}
    limit = told.get("limit_value")
    match error.code:
        case "max_length" if limit is not None:
            words = _("Write at most {limit} characters. Now there are {count}.")
            return words.format(limit=shown(limit), count=shown(told["show_value"]))
        case "max_value" if limit is not None:
            return _("Write a number that is at most {limit}.").format(limit=shown(limit))
        case "min_value" if limit is not None:
            return _("Write a number that is at least {limit}.").format(limit=shown(limit))
        case "max_decimal_places":
            words = ngettext("Write at most {limit} decimal.", "Write at most {limit} decimals.", told["max"])
            return words.format(limit=told["max"])
    return ""


def shown(number: int | float | Decimal) -> str:
    """1 250 000 and 0,1."""
    return str(formats.number_format(number, force_grouping=True))
