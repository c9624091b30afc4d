// zh: 某项指标从一个时期到下一个时期增长了多少？
// en: How much did a measure grow from one period to the next?
// param measure measure (consumption_aid): a measure, by its name or a label
// param place place = : only this place
// columns: place, place_id, unit, period_before, value_before, period, value, difference, growth
MATCH (p:Place)-[:HAS_OBSERVATION]->(o:Observation {measure: $measure})
WHERE ($place = '' OR p.id = $place) AND o.end IS NOT NULL AND o.population IS NULL
  AND NOT EXISTS { (o)-[:WITH {role: 'destination'}]->(:Place) }
// Like is compared with like: the same months of different years, or what was reached up to a day.
WITH p, o, CASE WHEN o.start IS NULL THEN 'up to' ELSE
     substring(o.start, 5, 5) + substring(o.end, 4, 3) + ' ' +
     toString(toInteger(left(o.end, 4)) - toInteger(left(o.start, 4))) END AS season
WITH p, season, o.unit AS unit, o.end AS end, o.period AS period, max(o.value) AS value
ORDER BY p.id, unit, season, end, period
WITH p, season, unit, collect({period: period, value: value}) AS figures
UNWIND range(1, size(figures) - 1) AS at
WITH p, season, unit, figures[at - 1] AS before, figures[at] AS after
RETURN p.name AS place, p.id AS place_id, unit, before.period AS period_before, before.value AS value_before,
       after.period AS period, after.value AS value, after.value - before.value AS difference,
       CASE WHEN before.value = 0 THEN null ELSE (after.value - before.value) / before.value END AS growth
ORDER BY place_id, unit, season, period, period_before
