// zh: 下级各地的数字之和与上级的数字是否相符？
// en: Do the figures of the parts of a place sum up to its own?
// param measure measure (has_workshops): a measure, by its name or a label
// columns: place, place_id, period, unit, value, parts, sum_of_parts, share, fact
MATCH (whole:Place)-[:HAS_OBSERVATION]->(o:Observation {measure: $measure})
WHERE o.population IS NULL AND o.period IS NOT NULL
MATCH (whole)<-[:PART_OF]-(part:Place)-[:HAS_OBSERVATION]->(p:Observation {measure: $measure, period: o.period})
WHERE p.population IS NULL AND p.unit = o.unit
// Of several figures of one part the greatest.
WITH whole, o, part, max(p.value) AS value
RETURN whole.name AS place, whole.id AS place_id, o.period AS period, o.unit AS unit, o.value AS value,
       count(part) AS parts, sum(value) AS sum_of_parts,
       CASE WHEN o.value = 0 THEN null ELSE sum(value) / o.value END AS share, o.id AS fact
ORDER BY place_id, period, fact
