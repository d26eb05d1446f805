"""Where everybody reads in a browser: one context for each who asks, kept over all pages."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser

from tests.house.asking import Asker, undone
from tests.house.browsing import Reader, Seen
from tests.house.serving import Gate


@dataclass
class Room:
    browser: Browser
    address: str
    gate: Gate
    readers: dict[str, Reader] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def reads(
        self, asker: Asker, url: str, *, label: str, expected: int = 200, in_the_dark: bool = False
    ) -> Seen:
        """The page as it comes. Whatever it writes is taken back."""
        with undone(), self.gate.open():
            reader = self._reader(asker)
            seen = reader.judges(reader.opens(url, label=label, expected=expected), in_the_dark=in_the_dark)
            if seen.has_fonts_of_its_own:
                self._close(asker)
        return seen

    def sends_empty(self, asker: Asker, url: str, *, label: str) -> list[Seen]:
        """What comes of each form of the page that is sent with nothing in it, where it is refused."""
        seen: list[Seen] = []
        with self.gate.open():
            count = self._reader(asker).count_forms(url)
        for number in range(count):
            with undone(), self.gate.open():
                reader = self._reader(asker)
                answer = reader.sends_empty(url, number, label=f"{label}, form {number + 1} sent empty")
                if answer.status == 422:
                    seen.append(reader.judges(answer, in_the_dark=True))
                self._close(asker)  # with whatever cookies the answer brought
        return seen

    def leave(self) -> None:
        with self.gate.open():
            for reader in self.readers.values():
                reader.close()
        self.readers.clear()

    def _reader(self, asker: Asker) -> Reader:
        if asker.name not in self.readers:
            self.readers[asker.name] = Reader(
                self.browser, self.address, cookies=asker.cookies, sizes=self.sizes
            )
        return self.readers[asker.name]

    def _close(self, asker: Asker) -> None:
        self.readers.pop(asker.name).close()
