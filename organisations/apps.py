from django.apps import AppConfig
from django.core.checks import register
from django.core.exceptions import ImproperlyConfigured


class OrganisationsConfig(AppConfig):
    name = "organisations"

    def ready(self) -> None:
        from organisations import account_mails, mails, menu, receivers  # noqa: F401
        from organisations.personas import persona_log_in_is_shut

        register(persona_log_in_is_shut)
        # Checks run with manage.py, not under gunicorn: there, refuse to start.
        if faults := persona_log_in_is_shut():
            raise ImproperlyConfigured(faults[0].msg)
        mails.fill_slots()
        account_mails.fill_slots()
        menu.fill_slots()
