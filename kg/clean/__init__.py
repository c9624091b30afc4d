from kg.clean.steps import clean

__all__ = ["clean"]
