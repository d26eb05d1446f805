"""The diary number of something new: the authority's prefix stands ready in the field."""

from collections.abc import Mapping
from typing import Any

from django import forms

from organisations.models import Authority, Membership
from organisations.permissions import Permission


class DiaryNumberInput(forms.TextInput):
    """A text field that begins with a prefix. The prefix alone is no number and counts as nothing."""

    def __init__(self, prefix: str, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(dict(attrs or {}))
        self.prefix = prefix

    def format_value(self, value: Any) -> str | None:
        """The prefix stands ready again where nothing was written, also on a form that is refused."""
        return super().format_value(value) or f"{self.prefix} "

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return "" if value and value.strip() == self.prefix else value


def begin_diary_number(
    form: forms.BaseForm, member: Membership, permission: Permission, *, name: str = "diary_number"
) -> None:
    """Let the field begin with the prefix, where the member may do it for one authority that has one."""
    own = member.authority_ids_with(permission)
    if len(own) != 1:
        return
    prefix = Authority.objects.get(pk__in=own).diary_prefix.strip()
    if prefix:
        field = form.fields[name]
        field.widget = DiaryNumberInput(prefix, attrs=field.widget.attrs)
        form.initial[name] = f"{prefix} "
