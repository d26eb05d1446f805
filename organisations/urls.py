"""Addresses of people, organisations and the pages about the service."""

from django.urls import path

from organisations.views import frame

urlpatterns = [
    path("sprak/", frame.language, name="language"),
    path("organisation/byte/", frame.organisation_switch, name="organisation_switch"),
]
