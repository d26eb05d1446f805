"""Static files with a hash in every name, also in the imports between script modules."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """What production serves: compressed once, cached for ever."""

    support_js_module_import_aggregation = True
