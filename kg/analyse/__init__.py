"""What networkx tells of who aids whom: the aid network, and measures of its places, of givers and of the whole."""

from kg.analyse.measures import Giver, Network, PlaceInNetwork, as_properties, givers, of_places, whole
from kg.analyse.network import aid_network, by_province

__all__ = [
    "Giver", "Network", "PlaceInNetwork", "aid_network", "as_properties", "by_province",
    "givers", "of_places", "whole",
]  # fmt: skip
