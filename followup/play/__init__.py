"""Playing a scenario file: the case goes through the same verbs as on the screens, day by day.

`play(scenario)` writes everything up to the scenario's `today`, all or nothing, and tells nobody by mail.
`Played.outcome` is then read back from the database. docs/playing.md says what is played when.
"""

from followup.play.director import Played, play
from followup.play.stage import Setting

__all__ = ["Played", "Setting", "play"]
