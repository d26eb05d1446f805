"""What the browser needs to ask for a passkey, as an attribute: the policy allows no script in the page."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """JSON as plain text; the template escapes it for the attribute."""
    return json.dumps(value, cls=DjangoJSONEncoder)
