"""Mails to those who follow the open page with coming procurements: one question first, then one for each
procurement that is shown."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.mail import Contact, Letter, MailKind, mail_kinds, queue_mail, was_just_sent
from core.models import OutgoingMail
from core.queue import hint, hint_on_commit
from followup.front.frame import ENGLISH, SWEDISH
from followup.models import Subscription
from organisations.contacts import unit
from organisations.mails import service_contact
from organisations.models import Membership
from procurements.choices import Nature
from procurements.models import ComingNotice
from procurements.signals import case_shown

TASK = "followup.tell_followers"
AT_ONCE = 100  # followers told in one transaction, so that a killed worker has little to do again


def month_words(day: dt.date) -> str:
    """april 2027."""
    return formats.date_format(day, "F\xa0Y")


def address_of(name: str, *args: str) -> str:
    """An address of the front in the language of the mail."""
    site = ENGLISH if (get_language() or "").startswith("en") else SWEDISH
    return reverse(f"front:{name}", args=args, current_app=site)


def whose(subscription: Subscription) -> str:
    return str(subscription.organisation or _t("all organisations in Insteg"))


def question_letter(subscription: Subscription, _mail: OutgoingMail) -> Letter:
    return Letter(
        path=address_of("subscription", subscription.secret),
        action=_t("Confirm that you want the mails"),
        contact=service_contact(),
        values={"whose": whose(subscription)},
    )


def as_it_stands(notice: ComingNotice) -> ComingNotice | None:
    """What is shown of the procurement now: it may have been put right since the mail was queued."""
    return ComingNotice.objects.shown().filter(procurement=notice.procurement_id).first()


def notice_letter(queued: ComingNotice, mail: OutgoingMail) -> Letter:
    notice = as_it_stands(queued) or queued
    follower = Subscription.objects.get(pk=mail.params["subscription"])
    authority = notice.authority
    return Letter(
        path=address_of("coming") + f"#p{notice.pk}",
        action=_t("Read about coming procurements"),
        contact=Contact(
            notice.contact_name,
            notice.contact_email,
            notice.contact_phone,
            otherwise=lambda _email: unit(authority),
        ),
        values={
            "title": notice.title,
            "buyer": str(authority.organisation),
            "month": month_words(notice.planned_for),
            "nature": notice.get_nature_display(),
            "cpv": str(notice.cpv or ""),
            "whose": whose(follower),
        },
        leave=address_of("subscription_end", follower.secret),
    )


def waits_for_answer(subscription: Subscription, _mail: OutgoingMail) -> bool:
    return subscription.confirmed_at is None


def is_still_shown(notice: ComingNotice, mail: OutgoingMail) -> bool:
    """Not taken back since, and still wanted by the follower."""
    follower = Subscription.objects.confirmed().filter(pk=mail.params["subscription"])
    return as_it_stands(notice) is not None and follower.exists()


def question_example() -> Letter:
    return Letter(
        path=address_of("subscription", "example"),
        action=_t("Confirm that you want the mails"),
        contact=service_contact(),
        values={"whose": "Exempelstad"},
    )


def notice_example() -> Letter:
    return Letter(
        path=address_of("coming"),
        action=_t("Read about coming procurements"),
        contact=Contact("Ulla Upphandlare", "ulla@example.org", "08-465 004 11"),
        values={
            "title": "Skötsel av parker och grönytor",
            "buyer": "Exempelstad",
            "month": month_words(dt.date(2027, 4, 1)),
            "nature": str(Nature.SERVICES.label),
            "cpv": "77310000",
            "whose": "Exempelstad",
        },
        leave=address_of("subscription_end", "example"),
    )


QUESTION = MailKind(
    key="followup.subscription_question",
    subject=_("Do you want mails about coming procurements?"),
    template="emails/followup/subscription_question.txt",
    why=_("You get this mail because somebody wrote your address on an open page of Insteg."),
    context=question_letter,
    still_wanted=waits_for_answer,
    example=question_example,
)
NOTICE = MailKind(
    key="followup.coming_notice",
    subject=_("Coming procurement: {title}"),
    template="emails/followup/coming_notice.txt",
    why=_("You get this mail because you follow coming procurements of {whose}."),
    context=notice_letter,
    still_wanted=is_still_shown,
    example=notice_example,
    quiet_days=True,
)


def ask_follower(subscription: Subscription) -> None:
    """Ask whether the address is hers; not twice within minutes, and never who follows already."""
    if subscription.confirmed_at is None and not was_just_sent(QUESTION, subscription, to=subscription.email):
        queue_mail(
            QUESTION,
            subscription,
            to=subscription.email,
            by=subscription.visitor,
            language=subscription.language,
        )


def due_ids(limit: int) -> list[int]:
    """Notices whose followers wait, the longest waiting first."""
    return list(ComingNotice.objects.to_be_told().order_by("at", "pk").values_list("pk", flat=True)[:limit])


@transaction.atomic
def tell_followers(notice_id: int) -> None:
    """One mail to each of the next followers; the last of them is kept with their mails, all or nothing.

    A worker that is killed leaves the row as it was, and another goes on from there. Nobody is told twice,
    nor of what has been taken back. Finds nothing to do where another worker has the row.
    """
    waiting = ComingNotice.objects.to_be_told().select_for_update(skip_locked=True, of=("self",))
    notice = waiting.filter(pk=notice_id).select_related("member", "on_behalf_of").first()
    if notice is None:
        return
    followers = _next_followers(notice)
    for follower in followers:
        params = {"subscription": follower.pk}
        queue_mail(
            NOTICE,
            notice,
            to=follower.email,
            by=_who_showed(notice),
            params=params,
            language=follower.language,
        )
    notice.is_to_be_told = len(followers) == AT_ONCE
    notice.told_through = followers[-1].pk if followers else notice.told_through
    notice.save(update_fields=["is_to_be_told", "told_through"])
    if notice.is_to_be_told:
        hint_on_commit(TASK, notice.pk)


def _next_followers(notice: ComingNotice) -> list[Subscription]:
    """In the order of their keys, so that each has its turn; none once nothing is shown any more."""
    if as_it_stands(notice) is None:
        return []
    left = Subscription.objects.following(notice).filter(pk__gt=notice.told_through)
    return list(left.order_by("pk")[:AT_ONCE])


def _who_showed(notice: ComingNotice) -> Membership:
    member = notice.member
    assert member is not None, "only a member shows a case"
    member.acting_for = notice.on_behalf_of
    return member


def hint_at(notice: ComingNotice, **_signal: object) -> None:
    """Point a worker to what was shown just now; beat finds it where that fails."""
    hint(TASK, notice.pk)


def fill_slots() -> None:
    """Called once the apps are ready."""
    for kind in (QUESTION, NOTICE):
        mail_kinds.fill(kind, key=kind.key)
    case_shown.connect(hint_at, dispatch_uid="followup.tell_followers")
