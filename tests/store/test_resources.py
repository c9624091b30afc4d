from pathlib import Path

import pytest

from kg import resources
from kg.errors import KgError


def test_the_files_of_a_checkout_are_found() -> None:
    assert (resources.cypher_dir() / "schema.cypher").is_file()
    assert resources.schemas_dir().is_dir()
    assert resources.samples_dir().is_dir()


def test_the_files_of_an_installed_package_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "kg"
    (package / "cypher").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.cypher_dir() == package / "cypher"
    with pytest.raises(KgError, match=r"The folder schemas .* Install kg again"):
        resources.schemas_dir()
