from django.apps import AppConfig


class SuppliersConfig(AppConfig):
    name = "suppliers"

    def ready(self) -> None:
        from suppliers import case, mails, navigation, opening, requirement_page, tallies

        case.fill_slots()
        mails.fill_slots()
        navigation.fill_slots()
        opening.fill_slots()
        requirement_page.fill_slots()
        tallies.fill_slots()
