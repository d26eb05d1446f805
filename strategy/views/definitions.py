"""The organisation's own definitions: read by every member, decided by those who prepare decisions."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.answers import carried_out, form_page, sent
from core.once import once
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission
from strategy.definitions import DEFINERS, crumbs, definitions_of, may_define, words_now
from strategy.forms.definition import DefinitionForm
from strategy.models import Definition
from strategy.models.definition import Defined


@requires(Permission.ORGANISATION_SEE)
def definition_list(request: MemberRequest) -> HttpResponse:
    """Open also where the organisation has no leadership decisions: its figures rest on the same words."""
    member = request.member
    rows = definitions_of(member.organisation_id, may_decide=may_define(member))
    return render(
        request, "strategy/definition_list.html", {"rows": rows, "organisation": member.organisation}
    )


@requires(*DEFINERS)
@once
def new_definition(request: MemberRequest, defined: str) -> HttpResponse:
    if defined not in Defined.values:
        raise Http404
    by = request.member
    form = DefinitionForm(sent(request), initial={"text": words_now(by.organisation_id, defined)})
    if carried_out(form, lambda: Definition.decide(defined=defined, **form.cleaned_data, by=by)):
        messages.success(request, _("The definition is saved. Earlier ones can still be read."))
        return redirect("strategy:definition_list")
    context = {"name": Defined(defined).label, "crumbs": crumbs()}
    return form_page(request, "strategy/definition_new.html", form, context)
