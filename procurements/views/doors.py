"""What every view of a case begins and ends with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from core.answers import carried_out, form_page, sent
from core.components import Link, Text
from organisations.access import MemberRequest, requires
from organisations.models import Part
from organisations.permissions import Permission
from procurements.case_parts import crumbs_of
from procurements.case_rows import with_sheets
from procurements.models import Procurement
from strategy.doors import check

Row = TypeVar("Row")
View = TypeVar("View", bound=Callable[..., HttpResponseBase])
SEES = (Permission.CASE_SEE,)


def door(*permissions: Permission) -> Callable[[View], View]:
    """`requires`, and 404 while the part is off; open to those who find people for the cases of others."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: MemberRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not request.member.organisation.shows(Part.PROCUREMENT):
                raise Http404
            return view(request, *args, **kwargs)

        return requires(*permissions)(guarded)  # type: ignore[return-value]

    return decorate


def found(request: MemberRequest, pk: int) -> Procurement:
    """The case if the member may know of it, with its people and sheets."""
    return get_object_or_404(with_sheets(Procurement.objects.visible_to(request.member)), pk=pk)


def need(row: Row | None, reason: str) -> Row:
    """A row that the case must have for this; refused with the reason while it has none."""
    if row is None:
        raise PermissionDenied(reason)
    return row


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """A page with one form: heading, one sentence of lead, the verb on its button."""

    case: Procurement
    title: Text
    submit: Text
    lead: Text = ""
    kind: str = "primary"
    cancel_url: str = ""
    sections: Sequence[Any] = ()
    takes_file: bool = False
    notes: Sequence[Text] = ()
    missing: Sequence[Link] = ()

    @property
    def crumbs(self) -> tuple[Link, ...]:
        return crumbs_of(self.case)

    @property
    def back_url(self) -> str:
        return self.cancel_url or self.case.get_absolute_url()


def act_or_show(
    request: MemberRequest,
    form: BaseForm,
    page: FormPage,
    act: Callable[[], object],
    *,
    template: str = "procurements/form.html",
    onward: str = "",
    **context: Any,
) -> HttpResponse:
    """Carry out what the form asks and go back to the case, or show the page,
    with errors if there are any."""
    if carried_out(form, act):
        return redirect(onward or page.back_url)
    return form_page(request, template, form, {"page": page, "case": page.case, **context})


__all__ = ["SEES", "FormPage", "act_or_show", "check", "crumbs_of", "door", "found", "need", "sent"]
