"""The log, for the data protection officer and the auditor."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from core.exports import answer
from core.forms import DateField
from followup.log import STEP, acts_in, log_lines, log_rows, log_table
from followup.log_words import act_words
from organisations.access import MemberRequest, requires
from organisations.models import Membership
from organisations.permissions import Permission

PER_PAGE = 50


class LogFilter(forms.Form):
    """Period and act."""

    act = forms.ChoiceField(label=_("What was done"), required=False)
    first = DateField(label=_("From"), required=False, help_text="")
    last = DateField(label=_("Until"), required=False, help_text="")

    def __init__(self, data: QueryDict, *, member: Membership) -> None:
        super().__init__(data)
        field = self.fields["act"]
        assert isinstance(field, forms.ChoiceField)
        acts = [(act, act_words(act)) for act in (STEP, *acts_in(member))]
        field.choices = [("", _("All")), *sorted(acts, key=lambda pair: pair[1])]
        self.is_valid()


@requires(Permission.LOG_READ)
def log(request: MemberRequest) -> HttpResponse:
    """What was done at the organisation's authorities, the latest first."""
    found = LogFilter(request.GET, member=request.member)
    told = found.cleaned_data
    rows = log_rows(request.member, act=told.get("act") or "", first=told.get("first"), last=told.get("last"))
    if "format" in request.GET:
        return answer(log_table(rows), kind=request.GET["format"], name="logg")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": found,
        "page": page,
        "lines": log_lines(page.object_list),
        "query": request.GET.urlencode(),
    }
    name = "followup/log.html"
    return render(request, f"{name}#results" if request.htmx else name, context)
