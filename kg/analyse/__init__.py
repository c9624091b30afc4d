"""What networkx tells of who aids whom: the aid network, and measures of its places, of givers and of the whole."""

from kg.analyse.measures import Giver, Network, PlaceInNetwork, as_properties, givers, of_places, whole
from kg.analyse.network import ASSISTS, SENDS_WORKERS, aid_network, by_province

__all__ = [
    "ASSISTS", "SENDS_WORKERS", "Giver", "Network", "PlaceInNetwork", "aid_network", "as_properties", "by_province",
    "givers", "of_places", "whole",
]  # fmt: skip
