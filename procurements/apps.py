from django.apps import AppConfig


class ProcurementsConfig(AppConfig):
    name = "procurements"

    def ready(self) -> None:
        from procurements import calculating, consent_mails, documents, late, mails, navigation, planned

        calculating.fill_slots()
        consent_mails.fill_slots()
        documents.fill_slots()
        late.fill_slots()
        mails.fill_slots()
        navigation.fill_slots()
        planned.fill_slots()
