from django.apps import AppConfig


class SuppliersConfig(AppConfig):
    name = "suppliers"

    def ready(self) -> None:
        from suppliers import bought_places, case, mails, navigation, requirement_page, tallies

        bought_places.fill_slots()
        case.fill_slots()
        mails.fill_slots()
        navigation.fill_slots()
        requirement_page.fill_slots()
        tallies.fill_slots()
