"""The rules a purchase follows, and which of them carry a standstill."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Regime(models.TextChoices):
    """What the purchase is in law; the procurement's own procedure is another question."""

    ABOVE_THRESHOLD = "above_threshold", _("Above the threshold")
    UNDER_THRESHOLD = "under_threshold", _("Under the threshold, or social and other special services")
    DIRECT = "direct", _("Direct procurement")
    CALL_OFF = "call_off", _("Call-off from a framework agreement")
    LOV = "lov", _("System of choice (LOV)")
    OUTSIDE = "outside", _("Outside the procurement acts")


# LOU 20 kap. 1-2 §§: advertised procurements only. Call-offs and direct procurement may have a standstill of
# the authority's own choice, but none by law; LOV and purchases outside the acts know no standstill.
WITH_STANDSTILL = frozenset({Regime.ABOVE_THRESHOLD, Regime.UNDER_THRESHOLD})
