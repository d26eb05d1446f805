"""Addresses: nouns, room by room."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("konto/", include("allauth.urls")),
    path("", include("organisations.urls")),
    path("beslut/", include("strategy.urls")),
    path("upphandlingar/", include("procurements.urls")),
    path("matchning/", include("matching.urls")),
    path("", include("suppliers.urls")),
    path("", include("followup.urls")),
]

if settings.PERSONA_LOGIN:
    urlpatterns += [path("", include("config.urls_outside_production"))]

handler400 = "organisations.views.refusals.not_received"
handler403 = "organisations.views.refusals.forbidden"
handler404 = "organisations.views.refusals.missing"
