"""Whoever watches over the service learns whether it reaches its database."""

import pytest
from django.db import OperationalError, connection
from django.urls import reverse


def test_it_is_well_while_the_database_answers(client, db):
    answer = client.get(reverse("health"))

    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer.headers["Cache-Control"]


def test_it_asks_no_more_than_the_database_itself(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(reverse("health"))


def test_it_is_not_well_when_the_database_is_gone(client, db, caplog):
    def gone(*_statement):
        raise OperationalError("the server closed the connection, user insteg_app")

    with connection.execute_wrapper(gone):
        answer = client.get(reverse("health"))

    assert (answer.status_code, answer.content) == (503, b"database\n")
    assert "OperationalError" in caplog.text
    assert "insteg_app" not in caplog.text + answer.content.decode()


@pytest.mark.parametrize("content", ["", "{}", "not a ring"])
def test_a_key_ring_that_cannot_be_read_is_named(settings, tmp_path, content):
    from core.keys import ring_is_there

    settings.IS_PRODUCTION = True
    settings.KEY_RING_PATH = tmp_path / "keyring.json"
    settings.KEY_RING_PATH.write_text(content)

    [fault] = ring_is_there()
    assert fault.id == "core.E001"
    assert "cannot be read" in fault.msg
