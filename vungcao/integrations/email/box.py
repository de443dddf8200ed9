"""A maildir on this machine, where the demo's mailbox page finds letters that went nowhere."""

import mailbox
from pathlib import Path

KEPT = 300


class Folder:
    """Keeps the newest letters."""

    def __init__(self, folder: Path) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        self.box = mailbox.Maildir(folder, create=True)

    def __call__(self, content: bytes) -> str:
        """Put a letter in; its name there."""
        kept = self.box.add(content)
        for name in sorted(self.box.keys())[:-KEPT]:
            self.box.discard(name)
        return kept
