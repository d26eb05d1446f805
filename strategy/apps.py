from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "strategy"

    def ready(self) -> None:
        from strategy import (
            analysis_document,
            analysis_todo,
            calculation_document,
            documents,
            freezing,
            late,
            navigation,
            preparation_todo,
            reminders,
        )

        analysis_document.fill_slots()
        analysis_todo.fill_slots()
        calculation_document.fill_slots()
        freezing.fill_slots()
        documents.fill_slots()
        late.fill_slots()
        navigation.fill_slots()
        preparation_todo.fill_slots()
        reminders.fill_slots()
