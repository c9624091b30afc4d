// zh: 哪些地方有帮扶车间，由谁帮扶？
// en: Which places have workshops, and who assists them?
// columns: place, place_en, place_id, workshops, approx, period, giver, giver_id, assisted, fact
MATCH (p:Place)-[:HAS_OBSERVATION]->(o:Observation {measure: 'has_workshops'})
WHERE o.population IS NULL AND NOT EXISTS { (o)-[:WITH {role: 'destination'}]->(:Place) }
WITH p, o
ORDER BY p.id, coalesce(o.end, o.start, '') DESC, coalesce(o.start, '') DESC, o.value DESC, o.id
// The last; of two for one period the greater.
WITH p, head(collect(o)) AS latest
// A pairing of the place itself, or of what it is part of.
OPTIONAL MATCH (p)-[:PART_OF*0..3]->(whole:Place)<-[:ASSISTS]-(giver:Place)
RETURN DISTINCT p.name AS place, p.name_en AS place_en, p.id AS place_id, latest.value AS workshops,
       latest.approx AS approx, latest.period AS period, giver.name AS giver, giver.id AS giver_id,
       whole.name AS assisted, latest.id AS fact
ORDER BY workshops DESC, place_id, giver_id, assisted
