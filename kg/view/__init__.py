from kg.view.page import write_html

__all__ = ["write_html"]
