from kg.read.pages import read
from kg.read.paths import check_paths

__all__ = ["check_paths", "read"]
