from kg.view.page import write_html
from kg.view.still import still

__all__ = ["still", "write_html"]
