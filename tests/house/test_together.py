"""Rows asked for together are the rows that a queryset gives, in every table of ours."""

import pytest
from django.apps import apps
from django.conf import settings

from core.together import Rows, ask

MODELS = [model for model in apps.get_models() if model._meta.app_label in settings.ROOMS]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_rows_of(model, world):
    alone = model._base_manager.order_by("pk")[:50]
    asked = Rows(alone.all())

    ask(asked)

    assert [values_of(row) for row in asked.answer] == [values_of(row) for row in alone]


def values_of(row):
    fields = row._meta.concrete_fields
    return type(row), [(field.attname, type(told := getattr(row, field.attname)), told) for field in fields]
