"""Pages that belong to no single room, and follow-up."""

from django.urls import include, path

from followup.views import (
    attachments,
    changes,
    checks,
    dialogue,
    documents,
    figures,
    hearing,
    home,
    log,
    messages,
    notes,
    outcomes,
    party,
    records,
    results,
    search,
    verification,
)

own = [
    path("meddelanden/<int:content_type>/<int:pk>/", messages.thread, name="thread"),
    path("meddelanden/<int:content_type>/<int:pk>/last/", messages.thread_reading, name="thread_reading"),
    path("anteckningar/<int:content_type>/<int:pk>/", notes.note_list, name="note_list"),
    path("bilagor/<int:content_type>/<int:pk>/", attachments.attachment_list, name="attachment_list"),
    path("bilagor/<int:pk>/", attachments.attachment, name="attachment"),
    path("bilagor/<int:pk>/borttagning/", attachments.attachment_removal, name="attachment_removal"),
    path("bilagor/<int:pk>/upprattande/", attachments.attachment_drawing_up, name="attachment_drawing_up"),
    path("registrator/", records.record_list, name="record_list"),
    path("registrator/<slug:kind>/<int:pk>/", records.record, name="record"),
    path("logg/", log.log, name="log"),
    path("laget/", figures.dashboard, name="dashboard"),
    path("sysselsattning/", figures.placement_list, name="placement_list"),
    path("resultat/", results.result, name="result"),
    path("rapporter/<int:pk>/granskning/", verification.review, name="review"),
    path("rapporter/<int:pk>/godkannande/", verification.approval, name="approval"),
    path("avtal/<int:pk>/dialog/", dialogue.dialogue, name="dialogue"),
    path("avtal/<int:pk>/dialog/mote/", dialogue.dialogue_meeting, name="dialogue_meeting"),
    path(
        "avtal/<int:pk>/dialog/<int:meeting>/rattelse/",
        dialogue.dialogue_correction,
        name="dialogue_correction",
    ),
    path("avtal/<int:pk>/andringar/", changes.change_list, name="change_list"),
    path("avtal/<int:pk>/andringar/ny/", changes.change_new, name="change_new"),
    path(
        "avtal/<int:pk>/andringar/<int:change>/rattelse/", changes.change_correction, name="change_correction"
    ),
    path("avtal/<int:pk>/yttranden/", hearing.hearing, name="hearing"),
    path("avtal/<int:pk>/yttranden/begaran/", hearing.statement_request, name="statement_request"),
    path("avtal/<int:pk>/yttranden/yttrande/", hearing.statement, name="statement"),
    path("avtal/<int:pk>/yttranden/beslut/", hearing.hearing_decision, name="hearing_decision"),
    path("avtal/<int:pk>/yttranden/befrielse/", hearing.relief, name="relief"),
    path(
        "avtal/<int:pk>/yttranden/befrielse/atertagande/",
        hearing.relief_withdrawal,
        name="relief_withdrawal",
    ),
    path("avtal/<int:pk>/efterat/", outcomes.outcome_list, name="outcome_list"),
    path("matchning/sysselsattningar/<int:pk>/efterat/", outcomes.outcome, name="outcome"),
    path("p/<str:key>/", party.party, name="party"),
    path("p/<str:key>/yttrande/", party.party_statement, name="party_statement"),
    path("p/<str:key>/dokument/<int:pk>/", party.party_document, name="party_document"),
    path("p/<str:key>/ny/", party.party_renewal, name="party_renewal"),
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
