"""What stops a document for good."""


class DocumentFault(Exception):
    """The document cannot be made from what it was given; trying again would not help."""
