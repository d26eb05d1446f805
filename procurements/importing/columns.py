"""The columns that a list of planned purchases may have."""

from django.utils.translation import gettext_lazy as _

from organisations.importing.columns import Column, Columns

PURCHASE_COLUMNS = Columns(
    (
        Column(
            field="title",
            heading=_("What is to be bought"),
            asked=_("What the purchase concerns."),
            example=_("Cleaning of schools"),
            also=(
                "benämning", "upphandling", "upphandlingens namn", "inköp", "objekt", "rubrik", "titel",
                "avser", "vad", "beskrivning", "procurement", "title",
            ),
            is_needed=True,
        ),
        Column(
            field="unit",
            heading=_("Unit"),
            asked=_("The unit that needs it."),
            example=_("The school office"),
            also=("förvaltning", "avdelning", "verksamhet", "beställare", "behovsägare", "department"),
        ),
        Column(
            field="planned_for",
            heading=_("Month of the notice"),
            asked=_("About when it is to be advertised: April 2027, 2027-04 or Q2 2027."),
            example="2027-04",
            also=(
                "annonsering", "annonseras", "planerad annonsering", "planerad start", "tidpunkt", "när",
                "månad", "annonsdatum", "planned", "notice",
            ),
        ),
        Column(
            field="nature",
            heading=_("Nature"),
            asked=_("Services, works, goods or concession."),
            example=_("Services"),
            also=("slag", "typ", "kontraktstyp", "typ av kontrakt", "kategori"),
            kind="choice",
        ),
        Column(
            field="form",
            heading=_("Form of purchase"),
            asked=_("If empty: an ordinary procurement."),
            example="",
            also=("köpform", "inköpsform", "upphandlingsform"),
            kind="choice",
        ),
        Column(
            field="cpv",
            heading=_("CPV code"),
            asked=_("Eight digits, with or without the check digit."),
            example="90911200-8",
            also=("cpv", "cpv nr", "cpv nummer", "huvudcpv"),
        ),
        Column(
            field="value_sek",
            heading=_("Estimated value"),
            asked=_("Excluding VAT, including options: 8 000 000, 8 mkr or 800 tkr."),
            example="8000000",
            also=(
                "värde", "kontraktsvärde", "uppskattat värde", "belopp", "volym kr", "budget",
                "totalt värde", "value",
            ),
            kind="number",
        ),
        Column(
            field="months",
            heading=_("Contract months"),
            asked=_("Months including options: 36, or 3 years."),
            example="36",
            also=("avtalstid", "avtalstid månader", "löptid", "avtalslängd", "längd", "contract time"),
        ),
        Column(
            field="staff_cost_share",
            heading=_("Staff cost share"),
            asked=_("Per cent of the value: 60."),
            example="60",
            also=("personalkostnad", "andel personalkostnad", "personalandel", "staff cost"),
            kind="number",
        ),
        Column(
            field="performers",
            heading=_("Persons who perform"),
            asked=_("How many do the work."),
            example="12",
            also=("utförare", "antal utförare", "antal personer", "bemanning"),
            kind="number",
        ),
        Column(
            field="authority",
            heading=_("Authority"),
            asked=_("Whose purchase it is. Needed only if you work for several."),
            example="",
            also=("nämnd", "myndighet"),
            kind="choice",
        ),
    )
)  # fmt: skip
