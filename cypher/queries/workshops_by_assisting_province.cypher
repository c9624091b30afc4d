// zh: 各帮扶省份所帮扶的地方共有多少扶贫车间？
// en: How many workshops have the places that each province assists?
// columns: giver, giver_en, giver_id, level, places, workshops
MATCH (p:Place)-[:HAS_OBSERVATION]->(o:Observation {measure: 'has_workshops'})
WHERE o.population IS NULL AND NOT EXISTS { (o)-[:WITH {role: 'destination'}]->(:Place) }
WITH p, o
ORDER BY p.id, coalesce(o.end, o.start, '') DESC, coalesce(o.start, '') DESC, o.value DESC, o.id
// The last; of two for one period the greater.
WITH p, head(collect(o.value)) AS workshops
// A pairing of the place itself, or of what it is part of; by the giver itself, or by a part of it.
MATCH (p)-[:PART_OF*0..4]->(:Place)<-[:ASSISTS]-(helper:Place)
WITH DISTINCT p, workshops, helper
MATCH (helper)-[:PART_OF*0..4]->(giver:Place {level: 'province'})
WITH DISTINCT giver, p, workshops
// By level, as a city's workshops are its counties', too.
RETURN giver.name AS giver, giver.name_en AS giver_en, giver.id AS giver_id, p.level AS level, count(p) AS places,
       sum(workshops) AS workshops
ORDER BY giver_id, level
