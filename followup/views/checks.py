"""The public check of a printed code: is this a document of ours, and has it been approved?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from core.documents import find_by_code
from organisations.access import public


@public
def document_check(request: HttpRequest) -> HttpResponse:
    """Type the code that stands on the paper."""
    if code := request.GET.get("kod", "").strip():
        return redirect("document_check_answer", code=code)
    return render(request, "followup/document_check.html", {"code": "", "check": None})


@public
@never_cache
def document_check_answer(request: HttpRequest, code: str) -> HttpResponse:
    """What the document with this code is; never what it says."""
    check = find_by_code(code)
    context = {"code": code, "check": check}
    return render(request, "followup/document_check.html", context, status=200 if check else 404)
