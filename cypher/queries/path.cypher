// zh: 两地之间经由帮扶、务工和隶属关系的最短路径是什么？
// en: What is the shortest path between two places over aid, workers and what they are part of?
// param from place (济南市): a place, by any of its names or its id
// param to place (重庆市): another place's
// columns: steps, places, ties
MATCH (a:Place {id: $from})
MATCH (b:Place {id: $to})
WHERE a.id <> b.id
MATCH route = allShortestPaths((a)-[:ASSISTS|SENDS_WORKERS_TO|PART_OF*..10]-(b))
RETURN DISTINCT length(route) AS steps, [place IN nodes(route) | place.name] AS places,
       [tie IN relationships(route) | type(tie)] AS ties
ORDER BY steps, places, ties
LIMIT 20
