// zh: 关于某地有哪些数字？
// en: Which figures are there of a place?
// param place place (汶川县): any of its names, or its id
// columns: place, place_id, measure, period, value, unit, approx, population, counterpart, fact
MATCH (p:Place {id: $place})-[:HAS_OBSERVATION]->(o:Observation)
OPTIONAL MATCH (o)-[:WITH]->(c:Place)
RETURN p.name AS place, p.id AS place_id, o.measure AS measure, o.period AS period, o.value AS value, o.unit AS unit,
       o.approx AS approx, o.population AS population, c.name AS counterpart, o.id AS fact
ORDER BY place_id, measure, coalesce(o.start, o.end, ''), fact
