"""Profiles, requests, candidates, proposals and placements; all for members."""

from django.urls import path

from matching.views import candidates, judging, placements, profiles, proposals, requests

app_name = "matching"
urlpatterns = [
    path("kravprofiler/", profiles.profile_list, name="profile_list"),
    path("kravprofiler/ny/", profiles.profile_new, name="profile_new"),
    path("kravprofiler/<int:pk>/", profiles.profile, name="profile"),
    path("kravprofiler/<int:pk>/innehall/", profiles.profile_content, name="profile_content"),
    path("kravprofiler/<int:pk>/utskick/", profiles.profile_sending, name="profile_sending"),
    path("kravprofiler/<int:pk>/overenskommelse/", profiles.profile_agreement, name="profile_agreement"),
    path("kravprofiler/<int:pk>/andring/", profiles.profile_change, name="profile_change"),
    path("kravprofiler/<int:pk>/avslut/", profiles.profile_closing, name="profile_closing"),
    path("kravprofiler/<int:pk>/urval/", profiles.selection, name="selection"),
    path("forfragningar/", requests.request_list, name="request_list"),
    path("forfragningar/ny/", requests.request_new, name="request_new"),
    path("forfragningar/<int:pk>/", requests.candidate_request, name="request"),
    path("forfragningar/<int:pk>/svar/", requests.request_answer, name="request_answer"),
    path("kandidater/", candidates.candidate_list, name="candidate_list"),
    path("kandidater/ny/", candidates.candidate_new, name="candidate_new"),
    path("kandidater/<int:pk>/", candidates.candidate, name="candidate"),
    path("kandidater/<int:pk>/identitet/", candidates.identity, name="identity"),
    path("kandidater/<int:pk>/innehall/", candidates.candidate_content, name="candidate_content"),
    path("kandidater/<int:pk>/kontakt/", candidates.candidate_identity, name="candidate_identity"),
    path("kandidater/<int:pk>/malgrupp/", candidates.target_group, name="target_group"),
    path("kandidater/<int:pk>/vila/", candidates.candidate_rest, name="candidate_rest"),
    path("forslag/<int:pk>/", proposals.proposal, name="proposal"),
    path("forslag/<int:pk>/besked/", proposals.person_answer, name="person_answer"),
    path("forslag/<int:pk>/sekretessprovning/", proposals.secrecy_test, name="secrecy_test"),
    path("forslag/<int:pk>/leverantorens-val/", proposals.choosing, name="choosing"),
    path("forslag/<int:pk>/start/", proposals.start, name="start"),
    path("forslag/<int:pk>/aterkallelse/", proposals.withdrawal, name="withdrawal"),
    path("sysselsattningar/ny/", placements.placement_new, name="placement_new"),
    path("sysselsattningar/<int:pk>/", placements.placement, name="placement"),
    path("sysselsattningar/<int:pk>/avslut/", placements.placement_end, name="placement_end"),
    path("avtal/<int:pk>/bedomning/", judging.judging, name="judging"),
    path("sysselsattningar/<int:pk>/koppling/", judging.placement_attribution, name="placement_attribution"),
    path("sysselsattningar/<int:pk>/bonus/", judging.placement_bonus, name="placement_bonus"),
    path("sysselsattningar/<int:pk>/atagande/", judging.placement_counts, name="placement_counts"),
    path("sysselsattningar/<int:pk>/malgrupp/", judging.placement_group, name="placement_group"),
    path(
        "sysselsattningar/<int:pk>/malgrupp/aterkallelse/",
        judging.placement_group_undoing,
        name="placement_group_undoing",
    ),
]
