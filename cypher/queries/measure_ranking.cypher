// zh: 按某项指标的最新数字，各地如何排名？
// en: How do places rank by their latest figure of a measure?
// param measure measure (has_workshops): a measure, by its name or a label
// param level level = : only places of this level: province, prefecture, county, town or village
// param limit integer = 20: how many places at most
// columns: place, place_en, place_id, value, unit, approx, period, fact
MATCH (p:Place)-[:HAS_OBSERVATION]->(o:Observation {measure: $measure})
WHERE ($level = '' OR p.level = $level) AND o.population IS NULL AND NOT EXISTS { (o)-[:WITH {role: 'destination'}]->(:Place) }
WITH p, o
ORDER BY p.id, coalesce(o.end, o.start, '') DESC, coalesce(o.start, '') DESC, o.value DESC, o.id
// The last; of two for one period the greater.
WITH p, head(collect(o)) AS latest
RETURN p.name AS place, p.name_en AS place_en, p.id AS place_id, latest.value AS value, latest.unit AS unit,
       latest.approx AS approx, latest.period AS period, latest.id AS fact
ORDER BY value DESC, place_id
LIMIT $limit
