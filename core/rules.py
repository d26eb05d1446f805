"""The one exception for a refused rule of the field."""


class RuleBroken(Exception):
    """A rule refused the act. The text is a sentence the reader can act on; views show it as it stands."""
