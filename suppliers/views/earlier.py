"""People who had begun when a running contract was entered: told one by one, taken out when wrong."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from core.answers import carried_out, sent
from core.components import Link
from core.once import anew, once
from core.templatetags.formats import date_words
from matching.forms.shared import TakeBackForm
from matching.views.frame import Frame, crumb, form_answer, placement_of
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission
from procurements.models import Commitment
from strategy.doors import check
from suppliers.actions.earlier import entered_on, record_earlier_person
from suppliers.forms.earlier import EarlierPersonForm
from suppliers.people import people_address
from suppliers.policies import why_not_say_opening, why_not_take_out

EDITS = Permission.CONTRACT_EDIT


@requires(EDITS)
@once
def earlier_person(request: MemberRequest, pk: int) -> HttpResponse:
    """One placement at a time, beside or instead of an opening balance."""
    row = get_object_or_404(Commitment.objects.visible_to(request.member).with_list_data(), pk=pk)
    check(why_not_say_opening(row, request.member))
    form, back = EarlierPersonForm(sent(request), terms=row), people_address(row)

    def record() -> None:
        record_earlier_person(row, by=request.member, **form.terms, **form.ending)

    if carried_out(form, record):
        messages.success(request, _("Noted. The person counts in the contract from the first day."))
        return redirect(back)
    frame = Frame(
        title=_("Somebody who had begun before"),
        lead=_("Who began by {day}, when the contract was entered. Later ones the supplier reports.").format(
            day=date_words(entered_on(row))
        ),
        submit=_("Add the person"),
        cancel_url=back,
        crumbs=(Link(label=row.title, url=row.get_absolute_url()),),
    )
    return form_answer(request, form, frame)


@requires(EDITS)
@anew
def earlier_person_undoing(request: MemberRequest, pk: int) -> HttpResponse:
    """Entered by mistake: counts nowhere from now on, and stays in the history."""
    row = placement_of(request, pk)
    check(why_not_take_out(row, request.member))
    form = TakeBackForm(sent(request))
    if carried_out(form, lambda: row.withdraw(by=request.member, **form.cleaned_data)):
        messages.success(request, _("Taken out. It counts nowhere."))
        return redirect(row.commitment or row)
    frame = Frame(
        title=_("Entered by mistake"),
        lead=_("The placement then counts nowhere. What was noted stays in its history."),
        submit=_("Take it out"),
        cancel_url=row.get_absolute_url(),
        crumbs=crumb(row),
    )
    return form_answer(request, form, frame)
