// zh: 某地的某项指标历年如何变化？
// en: How did a measure of one place go over time?
// param place string (汶川县): the place's full, short or English name, or its id
// param measure string (has_workshops): a measure of the ontology
// columns: place, place_id, period, value, unit, approx, population, counterpart, fact
MATCH (p:Place)
WHERE p.id = $place OR p.name STARTS WITH $place OR toLower(p.name_en) = toLower($place)
MATCH (p)-[:HAS_OBSERVATION]->(o:Observation {measure: $measure})
OPTIONAL MATCH (o)-[:WITH]->(c:Place)
RETURN p.name AS place, p.id AS place_id, o.period AS period, o.value AS value, o.unit AS unit, o.approx AS approx,
       o.population AS population, c.name AS counterpart, o.id AS fact
ORDER BY place_id, coalesce(o.start, o.end, ''), fact
