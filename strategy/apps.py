from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "strategy"

    def ready(self) -> None:
        from strategy import documents, navigation, reminders

        documents.fill_slots()
        navigation.fill_slots()
        reminders.fill_slots()
