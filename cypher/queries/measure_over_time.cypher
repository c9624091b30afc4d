// zh: 某地的某项指标历年如何变化？
// en: How did a measure of one place go over time?
// param place place (汶川县): any of its names, or its id
// param measure measure (has_workshops): a measure, by its name or a label
// columns: place, place_id, period, value, unit, approx, population, counterpart, fact
MATCH (p:Place {id: $place})-[:HAS_OBSERVATION]->(o:Observation {measure: $measure})
OPTIONAL MATCH (o)-[:WITH]->(c:Place)
RETURN p.name AS place, p.id AS place_id, o.period AS period, o.value AS value, o.unit AS unit, o.approx AS approx,
       o.population AS population, c.name AS counterpart, o.id AS fact
ORDER BY place_id, coalesce(o.start, o.end, ''), fact
