"""What a card or form became on Slack when somebody last looked at it, as JSON."""

import json
import os
from pathlib import Path

FOLDER = Path(__file__).with_name("goldens")


def agrees(name: str, made: object) -> bool:
    """Compare with what was kept; UPDATE_GOLDENS=1 keeps what was made instead."""
    file = FOLDER / f"{name}.json"
    written = json.dumps(made, indent=1, sort_keys=True) + "\n"
    if os.environ.get("UPDATE_GOLDENS") == "1":
        file.write_text(written, encoding="utf-8")
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    assert written == kept, f"{file.name} differs: look at it, then run with UPDATE_GOLDENS=1"
    return True
