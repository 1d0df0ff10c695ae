"""Static files as browsers get them: hashed in name, compressed once."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """Name the collected, hashed file in development too.

    Django gives out plain names while DEBUG is on; the copy that people try with
    ``make run`` would then ask again for every file on every page.
    """

    def url(self, name: str | None, force: bool = False) -> str:  # noqa: FBT001, FBT002 - Django's
        """Return the address of the hashed file."""
        return str(super().url(name, force=True))
