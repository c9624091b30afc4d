"""The steps of `build_gazetteer.py`, and the tables that were written by hand for it."""
