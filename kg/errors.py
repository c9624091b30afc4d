"""Every error that a user can meet, as a tree. Each says what, where, and what to do next."""


class KgError(Exception):
    """A failure that is told in one line. `exit_code` is the command's exit status."""

    exit_code = 1

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class UsageError(KgError):
    """The call itself is wrong: a path that does not exist, an unknown format."""

    exit_code = 2


class DiskFullError(KgError):
    """There is no room for what is to be written. What was there before is untouched."""


class OntologyError(KgError):
    """`schemas/ontology.ttl` or a copy of it can't be used."""


class ShapesError(KgError):
    """The shapes can't be compiled into a check."""


class DataError(KgError):
    """A file of RDF can't be read, or is no export of kg's."""


class StoreError(KgError):
    """A store can't be opened, loaded or asked."""


class QueryError(StoreError):
    """A query is not valid, or a parameter is missing."""

    exit_code = 2
