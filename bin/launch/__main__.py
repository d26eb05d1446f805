"""Started by the door script as a folder; the package's parent takes the folder's place on the path."""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from launch.commands import main  # noqa: E402

sys.exit(main(sys.argv[1:]))
