"""Who is to be called about a contract: added, changed, removed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.answers import REFUSED, carried_out, form_page, sent
from core.once import anew, once
from core.rules import RuleBroken
from organisations.access import MemberRequest, requires
from procurements.models import Commitment, ContactPerson
from strategy.doors import check
from suppliers.actions.contacts import add_contact, change_contact, remove_contact
from suppliers.contacts import WHO_REPORTS, crumbs_of
from suppliers.forms.contact import ContactForm
from suppliers.policies import sides_open_to, why_not_name_contacts
from suppliers.views.commitments import SEES

FORM = "suppliers/contact.html"


def _commitment(request: MemberRequest, pk: int) -> Commitment:
    return get_object_or_404(Commitment.objects.visible_to(request.member).with_list_data(), pk=pk)


def _person(request: MemberRequest, pk: int, contact: int) -> ContactPerson:
    """The person under a contract that the member sees, on a side that she may change."""
    row = _commitment(request, pk)
    person = get_object_or_404(row.contacts, pk=contact)
    person.commitment = row
    check(why_not_name_contacts(row, request.member, side=person.side))
    return person


@requires(*SEES)
@once
def contact_new(request: MemberRequest, pk: int) -> HttpResponse:
    """Name one more person."""
    row = _commitment(request, pk)
    check(why_not_name_contacts(row, request.member))
    for_report = WHO_REPORTS in request.GET
    form = ContactForm(sent(request), sides=sides_open_to(row, request.member), for_report=for_report)
    if carried_out(form, lambda: add_contact(row, **form.cleaned_data, by=request.member)):
        messages.success(request, _("The contact person is added."))
        return redirect(f"{row.get_absolute_url()}#reports" if for_report else row)
    return form_page(request, FORM, form, {"commitment": row, "crumbs": crumbs_of(row)})


@requires(*SEES)
def contact(request: MemberRequest, pk: int, contact: int) -> HttpResponse:
    """Change one."""
    person = _person(request, pk, contact)
    row = person.commitment
    form = ContactForm(sent(request), sides=sides_open_to(row, request.member), person=person)
    if carried_out(form, lambda: change_contact(person, **form.cleaned_data, by=request.member)):
        messages.success(request, _("The contact person is changed."))
        return redirect(row)
    return form_page(request, FORM, form, {"commitment": row, "person": person, "crumbs": crumbs_of(row)})


@requires(*SEES)
@anew
def contact_removal(request: MemberRequest, pk: int, contact: int) -> HttpResponse:
    """Ask once, then take the person out. A second click finds nobody, and is told so."""
    row = _commitment(request, pk)
    if not row.contacts.filter(pk=contact).exists():
        check(why_not_name_contacts(row, request.member))
        messages.info(request, _("The contact person is removed already."))
        return redirect(row)
    person = _person(request, pk, contact)
    context = {"person": person, "commitment": person.commitment, "crumbs": crumbs_of(person.commitment)}
    if request.method == "POST":
        try:
            remove_contact(person, by=request.member)
        except RuleBroken as refusal:
            context["refusal"] = str(refusal)
        else:
            messages.success(request, _("The contact person is removed."))
            return redirect(person.commitment)
    status = REFUSED if "refusal" in context else 200
    return render(request, "suppliers/contact_removal.html", context, status=status)
