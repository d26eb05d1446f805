"""Rows asked for together are the rows that a queryset gives, in every table of ours."""

import pytest
from django.apps import apps
from django.conf import settings

from core.together import Rows, ask
from tests.house.guards.registry import assert_clean
from tests.house.guards.together import rows_equal_the_queryset

MODELS = [model for model in apps.get_models() if model._meta.app_label in settings.ROOMS]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_rows_of(model, world):
    alone = model._base_manager.order_by("pk")[:50]
    asked = Rows(alone.all())

    ask(asked)

    assert_clean(rows_equal_the_queryset(model._meta.label, asked.answer, list(alone)))
