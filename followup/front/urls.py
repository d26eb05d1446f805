"""Addresses of the public front; included once for each language (`followup/urls.py`)."""

from django.urls import path

from followup.views import front

app_name = "front"
urlpatterns = [
    path("", front.start, name="start"),
    path("modellen/", front.model, name="model"),
    path("modellen/bild/", front.picture, name="picture"),
    path("modellen/bild/insteg.svg", front.picture_file, name="picture_file"),
    path("roll/<slug:slug>/", front.role, name="role"),
]
