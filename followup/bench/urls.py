"""All addresses of the product, and the floor. The root of addresses while measuring, never otherwise."""

from django.urls import include, path

from followup.bench.floor import floor

urlpatterns = [path("_floor/", floor, name="bench_floor"), path("", include("config.urls"))]
