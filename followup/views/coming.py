"""Coming procurements in public: the list, its feeds and calendar, and mails for those who want them.

The forms carry no token against forged requests, since that would be a cookie: nothing is done in anybody's
name here. Asking sends one mail to the address; what follows needs the secret in that mail."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.answers import REFUSED, sent
from followup.coming_mails import ask_follower
from followup.forms.subscription import SubscriptionForm
from followup.front.coming import ComingFilter, calendar_of, row_of
from followup.front.feeds import ComingAtom, ComingFeed
from followup.front.frame import LANGUAGE_OF, front, show, site_of
from followup.front.limits import may_ask
from followup.models import Subscription

TOO_MANY = 429
MOST = 200


@front
@require_safe
def coming(request: HttpRequest) -> HttpResponse:
    """What buyers chose to show."""
    form = ComingFilter(request.GET)
    rows = [row_of(notice) for notice in form.chosen()[:MOST]]
    return show(request, "followup/front_coming.html", {"rows": rows, "filter": form, "query": form.query})


@front
@require_safe
def coming_rss(request: HttpRequest) -> HttpResponse:
    return ComingFeed()(request)


@front
@require_safe
def coming_atom(request: HttpRequest) -> HttpResponse:
    return ComingAtom()(request)


@front
@require_safe
def coming_calendar(request: HttpRequest) -> HttpResponse:
    notices = ComingFilter(request.GET).chosen()[:MOST]
    content = calendar_of(notices, site=site_of(request))
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


@csrf_exempt
@front
@require_http_methods(["GET", "HEAD", "POST"])
def subscription_new(request: HttpRequest) -> HttpResponse:
    """Ask for mails. The answer is the same whether or not the address is known."""
    form, site = SubscriptionForm(sent(request), buyer=request.GET.get("buyer", "")), site_of(request)
    if not form.is_valid():
        status = REFUSED if form.is_bound else 200
        return show(request, "followup/front_subscription_new.html", {"form": form}, status=status)
    if not may_ask(request):
        return show(request, "followup/front_subscription_wait.html", status=TOO_MANY)
    given = form.cleaned_data
    row = Subscription.ask(given["email"], organisation=given["buyer"], language=LANGUAGE_OF[site])
    ask_follower(row)
    return redirect(reverse("front:subscription_asked", current_app=site))


@front
@require_safe
def subscription_asked(request: HttpRequest) -> HttpResponse:
    return show(request, "followup/front_subscription_asked.html")


@csrf_exempt
@front
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscription(request: HttpRequest, secret: str) -> HttpResponse:
    """The follower's own page: confirm, see what is followed, end."""
    row = _found(secret)
    if request.method == "POST":
        row.confirm()
        return redirect(reverse("front:subscription", args=[secret], current_app=site_of(request)))
    return show(request, "followup/front_subscription.html", {"row": row, "secret": secret})


@csrf_exempt
@front
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscription_end(request: HttpRequest, secret: str) -> HttpResponse:
    """End the mails: by the button, or by a mail program's one click (RFC 8058). Opening changes nothing."""
    row = _found(secret)
    if request.method == "POST":
        row.end()
        return redirect(reverse("front:subscription_over", current_app=site_of(request)))
    return show(request, "followup/front_subscription.html", {"row": row, "secret": secret, "ends": True})


@front
@require_safe
def subscription_over(request: HttpRequest) -> HttpResponse:
    return show(request, "followup/front_subscription_over.html")


def _found(secret: str) -> Subscription:
    """The subscription behind the secret of a mail."""
    if row := Subscription.objects.at(secret):
        return row
    raise Http404
