"""A browser that opens a document by itself asks for the icon at the old address."""

from django.urls import reverse


def test_the_icon_is_found_where_browsers_look_for_it(client, db):
    assert reverse("icon") == "/favicon.ico"

    answer = client.get("/favicon.ico")

    assert (answer.status_code, answer["Location"]) == (302, "/static/img/mark.svg")
    assert answer["Cache-Control"] == "public, max-age=86400"
