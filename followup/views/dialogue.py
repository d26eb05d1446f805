"""The dialogue under a contract: read by both parties, noted by the buyer."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.answers import sent
from core.once import once
from followup.actions.dialogue import correct_dialogue, record_dialogue
from followup.dialogue_page import dialogue_page
from followup.forms.dialogue import DialogueCorrectionForm, DialogueForm
from followup.policies import why_not_read_dialogue, why_not_record_dialogue
from followup.views.contract import MANAGES, READS, FormPage, act_or_show, commitment_of
from organisations.access import MemberRequest, requires
from procurements.models import Commitment, DialogueMeeting
from strategy.doors import check


@requires(*READS)
def dialogue(request: MemberRequest, pk: int) -> HttpResponse:
    """The duty to meet, what to talk about, and what has come of it."""
    row = commitment_of(request, pk)
    check(why_not_read_dialogue(row))
    return render(request, "followup/dialogue.html", {"page": dialogue_page(row, member=request.member)})


@requires(MANAGES)
@once
def dialogue_meeting(request: MemberRequest, pk: int) -> HttpResponse:
    """Note a meeting, or that it was put off."""
    row, by = commitment_of(request, pk), request.member
    check(why_not_record_dialogue(row, by))
    form = DialogueForm(sent(request), commitment=row)
    page = _page(row, form, title=_("Note a dialogue"), done=_("Noted. The supplier gets a mail."))
    return act_or_show(request, form, page, lambda: record_dialogue(row, **form.told, by=by))


@requires(MANAGES)
def dialogue_correction(request: MemberRequest, pk: int, meeting: int) -> HttpResponse:
    """Put right what was noted of a meeting."""
    row, by = commitment_of(request, pk), request.member
    found = DialogueMeeting.objects.standing().filter(commitment=row)
    noted = get_object_or_404(found.select_related("commitment__authority__organisation"), pk=meeting)
    check(why_not_record_dialogue(row, by))
    initial = DialogueCorrectionForm.initial_of(noted)
    form = DialogueCorrectionForm(sent(request), commitment=row, initial=initial)
    page = _page(row, form, title=_("Correct what was noted"), done=_("Corrected. The supplier gets a mail."))
    return act_or_show(request, form, page, lambda: correct_dialogue(noted, **form.told, by=by))


def _page(row: Commitment, form: DialogueForm, *, title: str, done: str) -> FormPage:
    return FormPage(
        commitment=row,
        title=title,
        lead=_(
            "A paper with the outcome is drawn up for both parties, and the supplier gets a mail. "
            "Agreed places are aims, without sanctions."
        ),
        submit=_("Save and tell the supplier"),
        back_url=reverse("followup:dialogue", args=[row.pk]),
        done=done,
        sections=form.sections,
    )
