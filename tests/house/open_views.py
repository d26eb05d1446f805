"""Views that ask for no permission, and their door. To open another is a decision: add it here."""

PAGES_FOR_EVERYONE = (
    "help", "glossary", "accessibility", "privacy", "language", "document_check",
    "document_check_answer", "health", "icon",
)  # fmt: skip
# The public front, in each of its languages.
FRONT_PAGES = (
    "start", "model", "picture", "picture_file", "role", "coming", "coming_rss", "coming_atom",
    "coming_calendar", "subscription_new", "subscription_asked", "subscription_over", "subscription",
    "subscription_end", "companies", "school", "lesson", "contacts",
)  # fmt: skip
FRONT = tuple(f"{site}:{page}" for site in ("front", "front_en") for page in FRONT_PAGES)
# The secret in the address is the key.
BY_LINK = (
    "invitation_acceptance", "suppliers:link_report", "suppliers:link_report_person",
    "suppliers:link_report_change", "suppliers:link_report_row", "suppliers:link_report_sending",
    "suppliers:link_report_taking_back",
    "suppliers:link_renewal", "suppliers:link_profile", "suppliers:link_profile_change",
    "suppliers:link_profile_renewal", "followup:party", "followup:party_document", "followup:party_renewal",
    "followup:party_statement", "calendar_feed",
)  # fmt: skip
# These do not exist in production (tests/organisations/test_personas.py).
OUTSIDE_PRODUCTION = (
    "personas", "mails", "mail_previews", "gallery", "document_previews", "document_preview",
)  # fmt: skip
ABOUT_ONESELF = ("profile", "second_factor", "session", "organisation_switch", "persona_second_factor")

OPEN = {
    **dict.fromkeys((*PAGES_FOR_EVERYONE, *FRONT, *BY_LINK, *OUTSIDE_PRODUCTION), "public"),
    **dict.fromkeys(ABOUT_ONESELF, "logged_in"),
}
