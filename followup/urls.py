"""Pages that belong to no single room, and follow-up."""

from django.urls import path

from followup.views import home

urlpatterns = [
    path("", home.start, name="start"),
    path("hem/", home.home, name="home"),
]
