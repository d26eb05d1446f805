"""An issued document with its signatures, and the copies that were signed in another system."""

from django.contrib import messages as notices
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.answers import carried_out, form_page, sent
from core.components import Link
from core.models import IssuedDocument, OutsideSigning
from core.once import anew, once
from followup.access import reads_document
from followup.actions.signed_outside import hand_in, replace, withdraw
from followup.forms.signed_copy import ReplacementForm, SignedCopyForm, WithdrawalForm
from followup.signing_page import crumbs_of, document_page, signed_by
from followup.signing_rules import (
    SIGNS,
    carries_decision,
    undecided,
    why_not_hand_in,
    why_not_replace,
    why_not_this_version,
    why_not_withdraw,
)
from organisations.access import MemberRequest, requires
from organisations.permissions import Permission
from strategy.doors import check


@requires(Permission.HOME)
def signings(request: MemberRequest, pk: int) -> HttpResponse:
    """The document's page."""
    page = document_page(_document(request, pk), request.member)
    request.place = page.crumbs[0].url if page.crumbs else request.path
    return render(request, "followup/signings.html", {"page": page})


@requires(Permission.HOME)
def signed_copy(request: MemberRequest, pk: int) -> FileResponse:
    """The signed file as a download, to those who read the document."""
    row = _signing(request, pk)
    answer = FileResponse(
        row.file.open("rb"), as_attachment=True, filename=row.file_name, content_type="application/pdf"
    )
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@requires(*SIGNS)
@once
def signed_copy_new(request: MemberRequest, pk: int) -> HttpResponse:
    """Hand in what was signed in another system."""
    document, by = _document(request, pk), request.member
    check(why_not_hand_in(document, by) or why_not_this_version(document))
    decides = undecided(document) is not None
    form = SignedCopyForm(sent(request), request.FILES or None, document=document, names_signer=not decides)
    if carried_out(form, lambda: hand_in(document, **form.cleaned_data, by=by)):
        told = _("The signed copy is kept, and the decision is made.") if decides else _kept()
        notices.success(request, told)
        return redirect("followup:signings", pk)
    return form_page(
        request, "followup/signed_copy.html", form, {**_frame(document, request), "decides": decides}
    )


@requires(*SIGNS)
@once
def signed_copy_replacement(request: MemberRequest, pk: int) -> HttpResponse:
    """Another file in the place of one that was wrong."""
    row, by = _signing(request, pk), request.member
    check(why_not_replace(row, by))
    names_signer = not carries_decision(row)
    form = ReplacementForm(sent(request), request.FILES or None, signing=row, names_signer=names_signer)
    if carried_out(form, lambda: replace(row, **form.cleaned_data, by=by)):
        notices.success(request, _kept())
        return redirect("followup:signings", row.document_id)
    context = {**_frame(row.document, request), "replaced": signed_by(row)}
    return form_page(request, "followup/signed_copy.html", form, context)


@requires(*SIGNS)
@anew
def signed_copy_withdrawal(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a copy back; it stays to be read."""
    row, by = _signing(request, pk), request.member
    check(why_not_withdraw(row, by))
    form = WithdrawalForm(sent(request))
    if carried_out(form, lambda: withdraw(row, **form.cleaned_data, by=by)):
        notices.success(request, _("The signed copy is withdrawn."))
        return redirect("followup:signings", row.document_id)
    context = {**_frame(row.document, request), "withdrawn": signed_by(row)}
    return form_page(request, "followup/signed_copy.html", form, context)


def _kept() -> str:
    return _("The signed copy is kept.")


def _frame(document: IssuedDocument, request: MemberRequest) -> dict[str, object]:
    title = _("{title}, version {version}").format(title=document.title, version=document.version)
    here = Link(label=title, url=_page_url(document))
    crumbs = (*crumbs_of(document, request.member), here)
    request.place = crumbs[0].url
    return {
        "document": document,
        "crumbs": crumbs,
        "back_url": here.url,
    }


def _page_url(document: IssuedDocument) -> str:
    return reverse("followup:signings", args=[document.pk])


def _document(request: MemberRequest, pk: int) -> IssuedDocument:
    issued = IssuedDocument.objects.issued().select_related("content_type", "authority", "edition_of")
    row = get_object_or_404(issued, pk=pk)
    if not reads_document(request.member, row):
        raise Http404
    return row


def _signing(request: MemberRequest, pk: int) -> OutsideSigning:
    found = OutsideSigning.objects.select_related(
        "document__content_type", "document__authority", "replaced_by", "withdrawal"
    )
    row = get_object_or_404(found, pk=pk)
    if not reads_document(request.member, row.document):
        raise Http404
    return row
