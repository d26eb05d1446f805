"""Pages that belong to no single room, and follow-up."""

from django.urls import include, path

from followup.views import home, results, verification

own = [
    path("resultat/", results.result, name="result"),
    path("rapporter/<int:pk>/granskning/", verification.review, name="review"),
    path("rapporter/<int:pk>/godkannande/", verification.approval, name="approval"),
]
urlpatterns = [
    path("", home.start, name="start"),
    path("hem/", home.home, name="home"),
    path("", include((own, "followup"))),
]
