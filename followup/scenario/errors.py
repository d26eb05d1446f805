"""What is wrong with a scenario file, where, and by which rule."""


class ScenarioError(Exception):
    """A file that cannot be played. `rule` is a sentence that whoever wrote the file can act on."""

    def __init__(self, file: str, line: int, rule: str) -> None:
        super().__init__(f"{file}, line {line}: {rule}")
        self.file = file
        self.line = line
        self.rule = rule
