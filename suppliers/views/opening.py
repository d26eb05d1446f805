"""What was done before a contract was entered here: said once, corrected with a reason."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from core.answers import carried_out, sent
from core.components import Link
from matching.views.frame import Frame, form_answer
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission
from procurements.models import Commitment
from strategy.doors import check
from suppliers.actions.takeover import record_opening_balance
from suppliers.forms.opening import OpeningForm
from suppliers.opening import opening_text, standing_opening
from suppliers.policies import why_not_say_opening


@requires(Permission.CONTRACT_EDIT)
def opening(request: MemberRequest, pk: int) -> HttpResponse:
    """The earlier word stays in the history; figures follow the later one at once."""
    row = get_object_or_404(Commitment.objects.visible_to(request.member).with_list_data(), pk=pk)
    check(why_not_say_opening(row, request.member))
    earlier = standing_opening(row)
    form = OpeningForm(sent(request), earlier=earlier)

    def say() -> None:
        reason = form.cleaned_data.get("reason", "")
        record_opening_balance(row, form.done, by=request.member, reason=reason)

    if carried_out(form, say):
        messages.success(request, _("Noted. The figures of the contract follow it."))
        return redirect(row)
    frame = Frame(
        title=_("What was done before"),
        lead=opening_text(earlier) if earlier else _("What was done before the contract was entered here."),
        submit=_("Save what was done"),
        cancel_url=row.get_absolute_url(),
        crumbs=(Link(label=row.title, url=row.get_absolute_url()),),
    )
    return form_answer(request, form, frame)
