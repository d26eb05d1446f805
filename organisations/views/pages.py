"""Pages about the service: help, glossary, accessibility, personal data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from organisations.access import public
from organisations.glossary import glossary as read_glossary
from organisations.mails import service_contact
from organisations.models.roles import ROLE_HELP


@public
def help(request: HttpRequest) -> HttpResponse:
    """What to do when one is stuck, and what each role is for."""
    roles = [(role.label, text) for role, text in ROLE_HELP.items()]
    return render(request, "organisations/help.html", {"roles": roles, "contact": service_contact()})


@public
def glossary(request: HttpRequest) -> HttpResponse:
    """Every word with its meaning, in alphabetical order of the reader's language."""
    language = (get_language() or "sv")[:2]
    terms = read_glossary().in_language(language)
    context = {"terms": terms, "other_language": "en" if language == "sv" else "sv"}
    return render(request, "organisations/glossary.html", context)


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "organisations/accessibility.html", {"contact": service_contact()})


@public
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "organisations/privacy.html", {"contact": service_contact()})
