"""Contracts with their commitments, and reports: for members and for holders of a link."""

from django.urls import path

from suppliers.views import (
    accounts,
    commitments,
    contacts,
    contracts,
    imports,
    links,
    profile_links,
    proposals,
    report,
)

app_name = "suppliers"
urlpatterns = [
    path("avtal/", commitments.commitment_list, name="commitment_list"),
    path("avtal/export/", commitments.commitment_export, name="commitment_export"),
    path("avtal/nytt/", contracts.running_contract, name="running_contract"),
    path("avtal/listor/", imports.import_list, name="import_list"),
    path("avtal/listor/mall/", imports.import_template, name="import_template"),
    path("avtal/listor/<int:pk>/", imports.contract_import, name="contract_import"),
    path("avtal/listor/<int:pk>/kolumner/", imports.import_columns, name="import_columns"),
    path("avtal/listor/<int:pk>/att-ratta/", imports.import_marked, name="import_marked"),
    path("avtal/listor/<int:pk>/angrande/", imports.import_undoing, name="import_undoing"),
    path("avtal/listor/<int:pk>/borttagning/", imports.import_removal, name="import_removal"),
    path("avtal/<int:pk>/", commitments.commitment, name="commitment"),
    path("avtal/<int:pk>/rapportlank/", contracts.report_request, name="report_request"),
    path("avtal/<int:pk>/kontakter/ny/", contacts.contact_new, name="contact_new"),
    path("avtal/<int:pk>/kontakter/<int:contact>/", contacts.contact, name="contact"),
    path(
        "avtal/<int:pk>/kontakter/<int:contact>/borttagning/",
        contacts.contact_removal,
        name="contact_removal",
    ),
    path("avtal/<int:pk>/inloggning/", accounts.account, name="account"),
    path("forslag/", proposals.proposal_list, name="proposal_list"),
    path("forslag/forfragan/", proposals.request_new, name="request_new"),
    path("forslag/<int:pk>/", proposals.proposal, name="proposal"),
    path("profiler/<int:pk>/", proposals.profile, name="profile"),
    path("profiler/<int:pk>/godkannande/", proposals.profile_agreement, name="profile_agreement"),
    path("profiler/<int:pk>/andring/", proposals.profile_change, name="profile_change"),
    path("rapporter/<int:key>/", report.report, name="report"),
    path("rapporter/<int:key>/person/", report.person, name="report_person"),
    path("rapporter/<int:key>/andring/<int:placement>/", report.change, name="report_change"),
    path("rapporter/<int:key>/rad/<int:row>/", report.row, name="report_row"),
    path("rapporter/<int:key>/insandning/", report.sending, name="report_sending"),
    path("s/<str:key>/", profile_links.profile, name="link_profile"),
    path("s/<str:key>/andring/", profile_links.change, name="link_profile_change"),
    path("s/<str:key>/ny/", profile_links.renewal, name="link_profile_renewal"),
    path("r/<str:key>/", links.report, name="link_report"),
    path("r/<str:key>/person/", links.person, name="link_report_person"),
    path("r/<str:key>/andring/<int:placement>/", links.change, name="link_report_change"),
    path("r/<str:key>/rad/<int:row>/", links.row, name="link_report_row"),
    path("r/<str:key>/insandning/", links.sending, name="link_report_sending"),
    path("r/<str:key>/ny/", links.renewal, name="link_renewal"),
]
