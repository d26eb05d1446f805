"""Pages that exist only outside production: persona log-in, mail viewer, component gallery."""

from django.urls import URLPattern, URLResolver, path

from organisations.views import personas

urlpatterns: list[URLPattern | URLResolver] = [
    path("personas/", personas.personas, name="personas"),
    path("personas/bekraftelse/", personas.persona_second_factor, name="persona_second_factor"),
]
