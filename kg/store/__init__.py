"""Stores: the graph in a database, in memory and in files.

    Graph --projection--> Rows --> embedded (ArcadeDB) | neo4j | memory (networkx) | files (GraphML, CSV)

Each store is a module of its own, imported where it is used: `kg.store.embedded.EmbeddedStore(Path("graph"))`.
"""
