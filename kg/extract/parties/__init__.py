"""Whose a figure is, and who its counterpart is."""
