"""Pages that exist only outside production: persona log-in, mail viewer, component gallery."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
