from collections.abc import Iterator

import pytest
from django.db import transaction

from reference.loading import load_all


@pytest.fixture(scope="module")
def public_data(django_db_setup, django_db_blocker) -> Iterator[None]:
    """All shipped public data, loaded once for a module's tests and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_all()
        yield
        transaction.set_rollback(True)
