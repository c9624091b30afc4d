// zh: 务工人员从哪里到哪里，有多少人？
// en: From where to where do workers go, and how many?
// columns: origin, origin_id, destination, destination_id, measure, value, approx, period, population, fact
MATCH (a:Place)-[:SENDS_WORKERS_TO]->(b:Place)
WITH DISTINCT a, b
OPTIONAL MATCH (a)-[:HAS_OBSERVATION]->(o:Observation {unit: 'person'})-[:WITH {role: 'destination'}]->(b)
RETURN a.name AS origin, a.id AS origin_id, b.name AS destination, b.id AS destination_id, o.measure AS measure,
       o.value AS value, o.approx AS approx, o.period AS period, o.population AS population, o.id AS fact
ORDER BY origin_id, destination_id, coalesce(o.start, o.end, ''), fact
