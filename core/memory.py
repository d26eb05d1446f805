"""How a long-lived web process collects garbage."""

import gc

# Objects made between two looks at the young ones. A page with many rows makes tens of thousands, and every
# look in the middle of it goes through all that it has made so far, to find that all of it is in use.
YOUNG, MIDDLE, OLD = 20_000, 20, 50


def keep_what_is_loaded() -> None:
    """Call once when everything is imported: classes, templates and translations stay for good, so that no
    collection goes through them again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
