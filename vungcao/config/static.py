"""Static files under names that carry their hash, so that a phone keeps them for a year."""

from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import ManifestFilesMixin
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from vungcao.web import styles


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed and compressed; before the first collectstatic the plain name serves."""

    manifest_strict = False
    # A module of ours asks for its parts by their hashes; packages bring files whose parts lack.
    patterns = (
        *ManifestFilesMixin.patterns,
        ("js/*.js", ((r"""(?P<matched> from ['"](?P<url>\./.*?)['"];)""", ' from "%(url)s";'),)),
    )

    def stored_name(self, name: str) -> str:
        if not self.hashed_files:
            return name
        return str(super().stored_name(name))

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """First put the styles of every page into one file: one request instead of thirteen."""
        if not dry_run and all(name in paths for name in styles.EVERYWHERE):
            self.delete(styles.TOGETHER)
            self._save(styles.TOGETHER, ContentFile(self._joined(paths).encode()))
            paths = {**paths, styles.TOGETHER: (self, styles.TOGETHER)}
        yield from super().post_process(paths, dry_run, **options)

    def _joined(self, paths: dict[str, Any]) -> str:
        texts = []
        for name in styles.EVERYWHERE:
            storage, path = paths[name]
            with storage.open(path) as file:
                texts.append(file.read().decode())
        return "\n".join(texts)
