"""Pages that belong to no single room, and follow-up."""

from django.urls import include, path

from followup.views import checks, documents, figures, home, messages, results, search, verification

own = [
    path("meddelanden/<int:content_type>/<int:pk>/", messages.thread, name="thread"),
    path("meddelanden/<int:content_type>/<int:pk>/last/", messages.thread_reading, name="thread_reading"),
    path("laget/", figures.dashboard, name="dashboard"),
    path("sysselsattning/", figures.placement_list, name="placement_list"),
    path("resultat/", results.result, name="result"),
    path("rapporter/<int:pk>/granskning/", verification.review, name="review"),
    path("rapporter/<int:pk>/godkannande/", verification.approval, name="approval"),
]
urlpatterns = [
    path("", home.start, name="start"),
    path("meddelanden/", messages.message_list, name="message_list"),
    path("sok/", search.search, name="search"),
    path("dokument/<int:pk>/", documents.document, name="document"),
    path("k/", checks.document_check, name="document_check"),
    path("k/<str:code>/", checks.document_check_answer, name="document_check_answer"),
    path("hem/", home.home, name="home"),
    path("", include((own, "followup"))),
]
