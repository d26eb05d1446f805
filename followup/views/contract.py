"""What every page under one contract begins and ends with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from core.answers import carried_out, form_page
from core.components import Fact, Link, Text
from followup.forms.sections import FormSection
from organisations.access import MemberRequest
from organisations.permissions import Permission
from procurements.models import Commitment
from suppliers.contacts import crumbs_of

READS = (Permission.COMMITMENT_SEE, Permission.SUPPLIER_WORK)
MANAGES = Permission.CONTRACT_EDIT


def commitment_of(request: MemberRequest, pk: int) -> Commitment:
    """The commitment if the member follows it; for others the pages under it do not exist."""
    rows = Commitment.objects.followed_by(request.member).with_list_data()
    return get_object_or_404(rows.select_related("contract_manager__user"), pk=pk)


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """A page with one form under a contract: `submit` is a verb, `lead` says what happens and who is told."""

    commitment: Commitment
    title: Text
    submit: Text
    back_url: str
    lead: Text = ""
    done: str = ""
    kind: str = "primary"
    sections: Sequence[FormSection] = ()
    notes: Sequence[Text] = ()
    facts: Sequence[Fact] = ()

    @property
    def crumbs(self) -> tuple[Link, ...]:
        return crumbs_of(self.commitment)


def act_or_show(
    request: MemberRequest, form: BaseForm, page: FormPage, act: Callable[[], object]
) -> HttpResponse:
    """Carry out what the form asks and go back, or show the page, with errors if there are any."""
    if carried_out(form, act):
        messages.success(request, page.done)
        return redirect(page.back_url)
    return form_page(request, "followup/form.html", form, {"page": page})
