"""Addresses of people, organisations and the pages about the service."""

from django.urls import path

from organisations.views import (
    cooperation,
    deputies,
    frame,
    invitations,
    members,
    operator,
    organisation,
    pages,
    profile,
)

urlpatterns = [
    path("sprak/", frame.language, name="language"),
    path("organisation/byte/", frame.organisation_switch, name="organisation_switch"),
    path("hjalp/", pages.help, name="help"),
    path("ordlista/", pages.glossary, name="glossary"),
    path("tillganglighet/", pages.accessibility, name="accessibility"),
    path("personuppgifter/", pages.privacy, name="privacy"),
    path("profil/", profile.profile, name="profile"),
    path("profil/bekraftelse/", profile.second_factor, name="second_factor"),
    path("session/", profile.session, name="session"),
    path("stallforetradare/", deputies.deputyship_list, name="deputyship_list"),
    path("stallforetradare/byte/", deputies.deputy_switch, name="deputy_switch"),
    path("stallforetradare/<int:pk>/slut/", deputies.deputyship_end, name="deputyship_end"),
    path("medlemmar/", members.member_list, name="member_list"),
    path("medlemmar/<int:pk>/", members.member, name="member"),
    path("medlemmar/<int:pk>/slut/", members.membership_end, name="membership_end"),
    path("inbjudan/", invitations.invitation, name="invitation"),
    path("inbjudan/<int:pk>/utskick/", invitations.invitation_resending, name="invitation_resending"),
    path("inbjudan/<int:pk>/slut/", invitations.invitation_revocation, name="invitation_revocation"),
    path("inbjudan/svar/<str:token>/", invitations.invitation_acceptance, name="invitation_acceptance"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/uppgifter/", organisation.organisation_details, name="organisation_details"),
    path("organisation/delar/", organisation.part_list, name="part_list"),
    path("organisation/myndigheter/ny/", organisation.authority_new, name="authority_new"),
    path("organisation/myndigheter/<int:pk>/", organisation.authority, name="authority"),
    path("organisation/samverkan/", cooperation.cooperation_list, name="cooperation_list"),
    path("organisation/samverkan/ny/", cooperation.cooperation_new, name="cooperation_new"),
    path("organisation/samverkan/<int:pk>/", cooperation.cooperation, name="cooperation"),
    path("organisation/samverkan/<int:pk>/slut/", cooperation.cooperation_end, name="cooperation_end"),
    path("drift/", operator.operator_organisation_list, name="operator_organisation_list"),
    path("drift/ny/", operator.operator_organisation_new, name="operator_organisation_new"),
    path("drift/<int:pk>/", operator.operator_organisation, name="operator_organisation"),
]
