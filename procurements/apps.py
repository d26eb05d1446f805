from django.apps import AppConfig


class ProcurementsConfig(AppConfig):
    name = "procurements"

    def ready(self) -> None:
        from procurements import documents, mails, navigation

        documents.fill_slots()
        mails.fill_slots()
        navigation.fill_slots()
