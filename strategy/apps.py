from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "strategy"

    def ready(self) -> None:
        from strategy import calculation_document, documents, freezing, late, navigation, reminders

        calculation_document.fill_slots()
        freezing.fill_slots()
        documents.fill_slots()
        late.fill_slots()
        navigation.fill_slots()
        reminders.fill_slots()
