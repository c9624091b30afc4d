// zh: 两地之间经由帮扶、务工和隶属关系的最短路径是什么？
// en: What is the shortest path between two places over aid, workers and what they are part of?
// param from string (济南市): a place's full, short or English name, or its id
// param to string (重庆市): another place's
// columns: steps, places, ties
MATCH (a:Place)
WHERE a.id = $from OR a.name STARTS WITH $from OR toLower(a.name_en) = toLower($from)
WITH a ORDER BY a.name <> $from, a.id LIMIT 1
MATCH (b:Place)
WHERE (b.id = $to OR b.name STARTS WITH $to OR toLower(b.name_en) = toLower($to)) AND b.id <> a.id
WITH a, b ORDER BY b.name <> $to, b.id LIMIT 1
MATCH route = allShortestPaths((a)-[:ASSISTS|SENDS_WORKERS_TO|PART_OF*..10]-(b))
RETURN DISTINCT length(route) AS steps, [place IN nodes(route) | place.name] AS places,
       [tie IN relationships(route) | type(tie)] AS ties
ORDER BY steps, places, ties
LIMIT 20
