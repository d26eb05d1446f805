"""Addresses of the public front; included once for each language (`followup/urls.py`)."""

from django.urls import path

from followup.views import coming, front, learning

app_name = "front"
urlpatterns = [
    path("", front.start, name="start"),
    path("modellen/", front.model, name="model"),
    path("modellen/bild/", front.picture, name="picture"),
    path("modellen/bild/insteg.svg", front.picture_file, name="picture_file"),
    path("kommande/", coming.coming, name="coming"),
    path("kommande/rss/", coming.coming_rss, name="coming_rss"),
    path("kommande/atom/", coming.coming_atom, name="coming_atom"),
    path("kommande/insteg.ics", coming.coming_calendar, name="coming_calendar"),
    path("kommande/mejl/", coming.subscription_new, name="subscription_new"),
    path("kommande/mejl/skickat/", coming.subscription_asked, name="subscription_asked"),
    path("kommande/mejl/slut/", coming.subscription_over, name="subscription_over"),
    path("kommande/mejl/<str:secret>/", coming.subscription, name="subscription"),
    path("kommande/mejl/<str:secret>/slut/", coming.subscription_end, name="subscription_end"),
    path("for-foretag/", learning.companies, name="companies"),
    path("anbudsskola/", learning.school, name="school"),
    path("anbudsskola/<slug:slug>/", learning.lesson, name="lesson"),
    path("kontakt/", learning.contacts, name="contacts"),
    path("roll/<slug:slug>/", front.role, name="role"),
]
