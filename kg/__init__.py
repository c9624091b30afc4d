"""From damaged web pages about aid between China's regions to a knowledge graph."""
