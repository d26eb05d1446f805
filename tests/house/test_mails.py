"""Every kind of mail, sent to whoever it names as the one to ask: it then names somebody else."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.utils import translation

from core import clock
from core.actors import SystemJob
from core.delivery import address_of, letter_of
from core.mail import Contact, MailKind, mail_kinds, queue_mail
from core.models import OutgoingMail
from core.reminders import queue_due_reminders
from followup.models import PartyLink
from matching.models import CandidateRequest, Proposal
from organisations.mails import service_contact
from organisations.models import Authority, Deputyship, Membership
from organisations.permissions import Role
from procurements.models import Commitment, EntryConsent, Procurement
from tests.house.asking import undone
from tests.house.guards.mails import mails_name_somebody_else
from tests.house.guards.registry import assert_clean
from tests.house.world import MOMENT, World


@pytest.fixture(scope="module")
def letters(world: World) -> Iterator[dict[str, OutgoingMail]]:
    """The latest mail of each kind that the world has sent, or would send in the coming two months."""
    with undone():
        procurer = world.own.people[Role.PROCURER]
        Procurement.objects.update(handler=procurer)
        Commitment.objects.update(contract_manager=procurer)
        Authority.objects.update(
            contact_name=procurer.user.name,
            contact_email="namnden@example.org",
            contact_phone="070-174 06 30",
        )
        for days in range(0, 64, 7):
            with clock.frozen(MOMENT + clock.dt.timedelta(days=days)):
                queue_due_reminders()
        found = {mail.kind: mail for mail in OutgoingMail.objects.order_by("pk") if mail.subject is not None}
        address = EmailAddress.objects.create(user=procurer.user, email=procurer.user.email)
        follower = world.own.follower_confirmed.pk
        params = {"address": address.pk, "change": "password_changed", "subscription": follower}
        for key, row in unsent(world).items():
            mail = queue_mail(mail_kinds[key], row, to=procurer, by=SystemJob("house"), params=params)
            found.setdefault(key, mail)
        yield found


def unsent(world: World) -> dict[str, Any]:
    """A row for each kind of mail that nobody in the world has reason to send."""
    own, by = world.own, world.own.people[Role.DECISION_MAKER]
    days = {"starts_on": MOMENT.date(), "ends_on": MOMENT.date()}
    proposal, contract = Proposal.objects.latest("pk"), own.commitment_dialogue
    account = dict.fromkeys(ACCOUNT_MAILS, own.people[Role.PROCURER].user)
    return account | {
        "organisations.deputy_named": Deputyship.objects.create(
            member=by, deputy=own.people[Role.PROCURER], **days
        ),
        "procurements.consent_given": EntryConsent.give(own.case, by=by),
        "procurements.can_sign": own.case_awarded.only_lot.awards.get(),
        "matching.profile_to_agree": own.profile_sent,
        "matching.profile_answered": own.profile_sent,
        "matching.proposal_to_answer": proposal,
        "matching.proposal_answered": proposal,
        "matching.request_answered": CandidateRequest.objects.latest("pk"),
        "suppliers.report_returned": own.report_submitted,
        "followup.statement_receipt": own.commitment_asked.hearing_steps.get(),
        "followup.first_start": own.commitment,
        "followup.dialogue_due": contract,
        "followup.subscription_question": own.follower,
        "followup.coming_notice": own.case_shown.coming_notices.get(),
        "followup.new_link": PartyLink.objects.filter(commitment=contract).latest("pk"),
    }


ACCOUNT_MAILS = (
    "organisations.password_reset",
    "organisations.address_confirmation",
    "organisations.account_changed",
    "organisations.operator_made",
)


def sent_to(contact: Contact, mail: OutgoingMail) -> str:
    """Address the mail to whom it names; her name. Who runs the installation is everybody's own contact."""
    if contact == service_contact():
        return str(mail.to_member or "")
    member = Membership.objects.filter(user__email=contact.email).select_related("user").first()
    if mail.to_member_id is not None and member is not None:
        mail.to_member = member
        return member.user.name
    mail.to_member, mail.to_email = None, contact.email
    return contact.name


@pytest.mark.parametrize("kind", mail_kinds, ids=lambda kind: kind.key)
def test_who_is_named_is_told_to_ask_somebody_else(kind: MailKind, letters):
    mail = letters[kind.key]
    with undone(), translation.override("sv"):
        named = kind.context(mail.subject, mail).contact
        name = sent_to(named, mail)
        told = letter_of(kind, mail, name=name).contact
        assert_clean(mails_name_somebody_else(kind.key, told, address_of(mail), name))
