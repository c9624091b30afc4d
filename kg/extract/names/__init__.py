"""Persons and organisations by their names."""
