"""What the acts in the log are called. An act without words is shown by its code, so that none is hidden."""

from collections.abc import Mapping

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Mapping[str, str | Promise] = {
    "step": _("Step"),
    "added": _("Added"),
    "edited": _("Particulars changed"),
    "filled_in": _("Filled in"),
    "seen": _("Read"),
    "attachment.added": _("File uploaded"),
    "attachment.removed": _("File removed"),
    "bid.noted": _("Bid noted"),
    "candidate.edited": _("Candidate changed"),
    "candidate.identity_changed": _("Candidate's identity changed"),
    "candidate.identity_seen": _("Candidate's identity read"),
    "analysis.figure_added": _("Figure added to an analysis"),
    "analysis.figure_removed": _("Figure taken away from an analysis"),
    "explanation.given": _("Reason why no requirement is set given"),
    "explanation.ended": _("Reason why no requirement is set taken back"),
    "introduction.done": _("Introduction gone through"),
    "introduction.undone": _("Introduction not gone through after all"),
    "candidate.registered": _("Candidate registered"),
    "candidate.target_group_confirmed": _("Target group confirmed"),
    "candidate_request.answered": _("Request for candidates answered"),
    "candidate_request.asked": _("Request for candidates sent"),
    "placement.target_group_confirmed": _("Target group confirmed"),
    "placement.taken_back": _("Person reported by mistake taken back"),
    "placement.target_group_unconfirmed": _("Confirmation of the target group taken back"),
    "contact.added": _("Contact person added"),
    "contact.edited": _("Contact person changed"),
    "contact.removed": _("Contact person removed"),
    "consent_given": _("Consent given"),
    "cooperation_given": _("Co-operation recorded"),
    "cooperation_ended": _("Co-operation ended"),
    "delegation_item.added": _("Delegation item added"),
    "delegation_item.ended": _("Delegation item ended"),
    "deputy_named": _("Deputy named"),
    "deputy_ended": _("Deputy ended"),
    "document.signed_outside": _("Signed copy handed in"),
    "document.signing_withdrawn": _("Signed copy withdrawn"),
    "calendar_opened": _("Calendar address opened"),
    "calendar_closed": _("Calendar address closed"),
    "columns_confirmed": _("Columns of a list confirmed"),
    "email_changed": _("Log-in address changed"),
    "invited": _("Invitation sent"),
    "invitation_accepted": _("Invitation accepted"),
    "invitation_revoked": _("Invitation revoked"),
    "invitation_sent_again": _("Invitation sent again"),
    "logged_in": _("Log-in"),
    "logged_out": _("Log-out"),
    "logged_in_as_persona": _("Log-in as a demonstration person"),
    "membership_ended": _("Membership ended"),
    "message.sent": _("Message sent"),
    "note.written": _("Note written"),
    "operator_made": _("Operator made"),
    "organisation_created": _("Organisation created"),
    "part_switched": _("Function switched"),
    "participant.joined": _("Authority joined the case"),
    "participant.left": _("Authority left the case"),
    "password_changed": _("Password changed"),
    "password_reset": _("Password chosen by way of a link"),
    "password_set": _("Password set"),
    "record.drawn_up": _("Record drawn up"),
    "record.registered": _("Record registered"),
    "record.kept_in_order": _("Record kept in order"),
    "record.marked_secret": _("Secrecy mark set"),
    "record.unmarked_secret": _("Secrecy mark taken away"),
    "roles_assigned": _("Roles assigned"),
    "recovery_codes_made": _("Recovery codes made"),
    "second_factor_removed": _("Second factor removed"),
    "case.shown": _("Coming procurement shown to everybody"),
    "case.hidden": _("Coming procurement no longer shown"),
    "subscription.confirmed": _("Mails about coming procurements confirmed"),
    "subscription.ended": _("Mails about coming procurements ended"),
    "waiver.undone": _("Step or task needed after all"),
    "second_factor_added": _("Second factor added"),
}
OBJECTS: Mapping[str, str | Promise] = {
    "core.attachment": _("File"),
    "core.issueddocument": _("Document"),
    "core.message": _("Message"),
    "core.outgoingmail": _("Mail"),
    "followup.reportrecord": _("Report"),
    "strategy.leadershipdecision": _("Leadership decision"),
    "strategy.delegationitem": _("Delegation item"),
    "procurements.procurement": _("Procurement"),
    "procurements.requirement": _("Requirement"),
    "procurements.godecision": _("Decision to go on"),
    "procurements.award": _("Award"),
    "procurements.startmeeting": _("Start meeting"),
    "procurements.entrycheck": _("Entry questions"),
    "procurements.plan": _("Planning"),
    "procurements.marketpicture": _("Mapping"),
    "procurements.assessment": _("Assessment"),
    "procurements.commitment": _("Contract"),
    "procurements.contactperson": _("Contact person"),
    "matching.requirementprofile": _("Requirement profile"),
    "matching.candidate": _("Candidate"),
    "matching.candidaterequest": _("Request for candidates"),
    "matching.proposal": _("Proposal"),
    "matching.placement": _("Placement"),
    "suppliers.report": _("Report"),
    "followup.subscription": _("Subscription"),
    "organisations.membership": _("Membership"),
    "organisations.organisation": _("Organisation"),
    "organisations.authority": _("Authority"),
    "organisations.user": _("User"),
    "organisations.cooperation": _("Co-operation"),
    "organisations.invitation": _("Invitation"),
    "organisations.deputyship": _("Deputy"),
}
# Particulars that are no field of their row, or a field without words of its own.
DETAILS: Mapping[str, str | Promise] = {
    "answer": _("answer"),
    "authority": _("authority"),
    "basis": _("ground"),
    "commitment": _("contract"),
    "confirmed_by": _("confirmed by"),
    "confirmed_on": _("confirmed on"),
    "deputy": _("deputy"),
    "diary_number": _("diary number"),
    "fields": _("columns"),
    "function": _("function"),
    "handler": _("handler"),
    "identity": _("identity"),
    "explanation": _("reason why no requirement is set"),
    "kept_in_order": _("kept in order"),
    "kind": _("kind"),
    "matching_officer": _("matching officer"),
    "member": _("member"),
    "message": _("message"),
    "method": _("way"),
    "note": _("note"),
    "opens": _("what is opened"),
    "planned_for": _("month of the notice"),
    "reason": _("reason"),
    "parts": _("parts"),
    "receiver": _("receiver"),
    "record_on": _("day of the record"),
    "record_status": _("kind of record"),
    "reports": _("reports for the supplier"),
    "secrecy_marked": _("secrecy mark"),
    "secrecy_paragraph": _("paragraph of secrecy"),
    "sha256": _("checksum"),
    "side": _("side"),
    "signing": _("signed copy"),
    "status": _("status"),
    "terms": _("terms"),
    "wanted": _("what is wanted"),
    "what": _("what"),
}


def act_words(action: str) -> str:
    return str(ACTS.get(action, action))


def object_words(label: str, pk: object) -> str:
    """What kind of row it is, with its number; the row's own name may be personal."""
    words = OBJECTS.get(label)
    if words is None:
        app_label, _dot, name = label.partition(".")
        known = name in apps.all_models.get(app_label, {})
        words = apps.get_model(label)._meta.verbose_name if known else label
    return f"{words} {pk}"


def detail_words(label: str, name: str) -> str:
    """A particular as the row's own form calls it; one without words is shown by its code."""
    try:
        words = apps.get_model(label)._meta.get_field(name).verbose_name
    except (LookupError, AttributeError, FieldDoesNotExist):
        words = ""
    found = words if isinstance(words, Promise) else DETAILS.get(name, name)
    return str(found)[:1].lower() + str(found)[1:]
