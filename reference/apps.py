from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "reference"

    def ready(self) -> None:
        from core.slots import quiet_day
        from reference.calendar import is_day_off

        quiet_day.fill(is_day_off, key="reference")
