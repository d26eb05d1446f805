"""How a placement hangs together with the requirement, and whether the person belongs to the target group.

For people whom the supplier found itself as well as for those proposed; the only thing about persons that
an organisation keeps whose unit has its candidates in another system.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from core.answers import carried_out, form_page, sent
from core.components import Text
from core.onward import own_address
from matching import policies
from matching.actions.judging import judge_together
from matching.forms.judging import JudgingForm
from matching.forms.shared import (
    BONUS,
    REQUIRED,
    AttributionForm,
    BonusForm,
    CountsForm,
    GroupForm,
    TakeBackForm,
)
from matching.judgements import waiting
from matching.models import Placement
from matching.models.serving import served_by
from matching.views.frame import Frame, crumb, form_answer, placement_of
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission
from procurements.models import Commitment
from strategy.doors import check

JUDGES = Permission.PLACEMENT_JUDGE
MOST = 50  # people on a page
DIGITS = 19  # of a key; longer ones are made up


def _judged(request: MemberRequest, pk: int) -> Placement:
    row = placement_of(request, pk)
    check(policies.why_not_judge(row, request.member))
    return row


def _back(request: MemberRequest, row: Placement) -> str:
    """The list that led here, else the placement's own page."""
    return own_address(request, request.GET.get("next", ""), otherwise=row.get_absolute_url())


def _frame(request: MemberRequest, row: Placement, *, title: Text, lead: Text, submit: Text) -> Frame:
    back = _back(request, row)
    return Frame(title=title, lead=lead, submit=submit, cancel_url=back, crumbs=crumb(row))


@requires(JUDGES)
def judging(request: MemberRequest, pk: int) -> HttpResponse:
    """Those under a contract of whom something is not told yet, on one page with one save."""
    commitment, member = _commitment(request, pk), request.member
    if not policies.judges(commitment, member):
        raise PermissionDenied(policies.only_those_who_judge())
    form = JudgingForm(sent(request), people=_people(request, commitment))
    back = own_address(request, request.GET.get("next", ""), otherwise=commitment.get_absolute_url())
    if carried_out(
        form, lambda: judge_together(form.judgements, on=form.cleaned_data["judged_on"], by=member)
    ):
        messages.success(request, _("The estimates are kept."))
        return redirect(back)
    context = {"commitment": commitment, "back": back, "left": waiting(commitment, member=member).count()}
    return form_page(request, "matching/judging.html", form, context | {"most": MOST})


def _commitment(request: MemberRequest, pk: int) -> Commitment:
    """A contract that the member follows, or finds people for."""
    own, served = Commitment.objects.followed_by(request.member), served_by(request.member)
    seen = Q(pk__in=own.values("pk")) | Q(pk__in=served.values("pk"))
    rows = Commitment.objects.select_related("authority", "contract__lot__procurement", "contract__supplier")
    return get_object_or_404(rows.filter(seen), pk=pk)


def _people(request: MemberRequest, commitment: Commitment) -> list[Placement]:
    """Those who were on the page when it was sent, also when a colleague was faster; else those who wait."""
    if request.method != "POST":
        return list(waiting(commitment, member=request.member)[:MOST])
    sent_of = {int(pk) for pk in request.POST.getlist("person") if pk.isdecimal() and len(pk) < DIGITS}
    rows = Placement.objects.standing().visible_to(request.member).filter(commitment=commitment)
    return list(rows.filter(pk__in=sent_of).select_related("person").order_by("starts_on", "pk")[:MOST])


@requires(JUDGES)
def placement_attribution(request: MemberRequest, pk: int) -> HttpResponse:
    """Judge the connection, or judge it anew; the former judgement stays in the history."""
    row = _judged(request, pk)
    form = AttributionForm(sent(request), initial={"attribution": row.attribution})
    if carried_out(form, lambda: row.attribute(by=request.member, **form.cleaned_data)):
        messages.success(request, _("The estimate for {person} is kept.").format(person=row))
        return redirect(_back(request, row))
    frame = _frame(
        request,
        row,
        title=_("Connection to the requirement"),
        lead=_("Your estimate. Leadership sees direct consequences as a part of all, never added to them."),
        submit=_("Save the estimate"),
    )
    return form_answer(request, form, frame)


@requires(JUDGES)
def placement_bonus(request: MemberRequest, pk: int) -> HttpResponse:
    """The place pays a bonus, or is part of what is required; the former word stays in the history."""
    row = placement_of(request, pk)
    check(policies.why_not_say_bonus(row, request.member))
    form = BonusForm(sent(request), initial={"is_bonus": BONUS if row.is_bonus else REQUIRED})
    if carried_out(form, lambda: row.say_bonus(by=request.member, **form.cleaned_data)):
        messages.success(request, _("Changed. The figures of the contract follow at once."))
        return redirect(_back(request, row))
    frame = _frame(
        request,
        row,
        title=_("Bonus place or part of what is required"),
        lead=_("A bonus place counts towards the bonus, and not towards what is required."),
        submit=_("Save"),
    )
    return form_answer(request, form, frame)


@requires(JUDGES)
def placement_group(request: MemberRequest, pk: int) -> HttpResponse:
    """The person is confirmed as belonging to the target group; nothing more is kept of her."""
    row = _judged(request, pk)
    form = GroupForm(sent(request))
    if carried_out(form, lambda: row.confirm_target_group(by=request.member, **form.cleaned_data)):
        messages.success(request, _("Confirmed. The day and your name are kept, not the reason."))
        return redirect(_back(request, row))
    frame = _frame(
        request,
        row,
        title=_("The person belongs to the target group"),
        lead=_("Only that it is so is kept, on whose word, the day and your name. Never why."),
        submit=_("Confirm the target group"),
    )
    return form_answer(request, form, frame)


@requires(JUDGES)
def placement_group_undoing(request: MemberRequest, pk: int) -> HttpResponse:
    """A confirmation was wrong."""
    row = _judged(request, pk)
    form = TakeBackForm(sent(request))
    if carried_out(form, lambda: row.unconfirm_target_group(by=request.member, **form.cleaned_data)):
        messages.success(request, _("The confirmation is taken back. It stays in the history."))
        return redirect(_back(request, row))
    frame = _frame(
        request,
        row,
        title=_("Take back the confirmation"),
        lead=_("The person then counts as not confirmed. What was noted before stays in the history."),
        submit=_("Take it back"),
    )
    return form_answer(request, form, frame)


@requires(JUDGES)
def placement_counts(request: MemberRequest, pk: int) -> HttpResponse:
    """The placement counts in what is required, or not; the same page takes it back, with a reason."""
    row = placement_of(request, pk)
    check(policies.why_not_say_counts(row, request.member))
    form = CountsForm(sent(request), initial={"counts": "no" if row.counts else "yes"})
    if carried_out(form, lambda: row.say_counts(by=request.member, **form.cleaned_data)):
        messages.success(request, _("Changed. The figures of the contract follow at once."))
        return redirect(_back(request, row))
    frame = _frame(
        request,
        row,
        title=_("Does {person} count in the undertaking?").format(person=row),
        lead=_(
            "What does not count stands in the figures of all persons with its connection, and never in what "
            "is fulfilled. The supplier sees it."
        ),
        submit=_("Save"),
    )
    return form_answer(request, form, frame)
