"""A form that is shown in parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BoundField

from core.components import Text


@dataclass(frozen=True, kw_only=True)
class FormSection:
    """Some fields of a form under a heading; `is_row` puts short ones side by side."""

    fields: Sequence[BoundField]
    heading: Text = ""
    help: Text = ""
    is_row: bool = False
