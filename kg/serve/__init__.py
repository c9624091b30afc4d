"""The local explorer: pages over a store, for a browser.

    graph.jsonl, texts.jsonl, reviews.jsonl --index--> pages --render--> html, json, csv
                                    a query --pool--> worker (a process that is killed at its deadline)

Reading pages come from an index in memory; only queries ask the database.
"""
