"""The entry questions, and the consent that a missing decision needs. All or nothing."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.rules import RuleBroken
from organisations.models import Membership
from procurements.consent_mails import ask_for_consent, tell_of_consent
from procurements.models import EntryCheck, EntryConsent, Procurement


@transaction.atomic
def answer_entry_check(case: Procurement, *, by: Membership, **answers: Any) -> EntryCheck:
    """Store the answers. Where there is no decision, those who can agree are asked by mail, once."""
    before = EntryCheck.objects.select_for_update().filter(procurement=case).first()
    entry = EntryCheck.write(case, by=by, **answers)
    was_asked = before is not None and before.consent_asked_at is not None
    if not was_asked and EntryCheck.objects.awaiting_consent().filter(pk=entry.pk).exists():
        ask_for_consent(entry, by=by)
    return entry


@transaction.atomic
def give_consent(case: Procurement, *, note: str, by: Membership) -> EntryConsent:
    """A decision-maker agrees that the case goes on although there is no decision; its handler is told."""
    entry = EntryCheck.objects.select_for_update().filter(procurement=case).first()
    if entry is None or not entry.needs_consent:
        raise RuleBroken(_("Nothing waits for your consent here."))
    if case.entry_consents.exists():
        raise RuleBroken(_("Consent is given already. The case can go on."))
    consent = EntryConsent.give(case, note=note, by=by)
    audit.record("consent_given", case, by=by)
    tell_of_consent(consent, by=by)
    return consent
