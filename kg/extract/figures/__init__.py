"""Figures to observations: the measure of each, and the figures that state no fact."""
