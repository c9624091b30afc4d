// zh: 哪些数字的来源互相矛盾？
// en: Which figures contradict each other?
// param measure measure = : only figures of this measure
// columns: subject, subject_id, measure, unit, period, population, counterpart, values, pages, facts
MATCH (o:Observation)<-[:HAS_OBSERVATION]-(s)
WHERE ($measure = '' OR o.measure = $measure) AND o.period IS NOT NULL
// First what is likely to matter, by plain values: few figures share all of these.
WITH s.id AS subject, o.measure AS measure, o.unit AS unit, o.period AS period, o.population AS population,
     collect(o.id) AS figures
WHERE size(figures) > 1
UNWIND figures AS id
MATCH (o:Observation {id: id})<-[:HAS_OBSERVATION]-(s)
OPTIONAL MATCH (o)-[:WITH]->(c:Place)
// Figures contradict each other where no number is within the bounds of all.
WITH s, measure, unit, period, population, c, o,
     CASE WHEN o.approx = 'exact' THEN o.value ELSE coalesce(o.low, -1e300) END AS low,
     CASE WHEN o.approx = 'exact' THEN o.value ELSE coalesce(o.high, 1e300) END AS high
ORDER BY s.id, measure, unit, period, population, c.id, o.id
WITH s, measure, unit, period, population, c, collect(o) AS figures, max(low) AS low, min(high) AS high
WHERE low > high
UNWIND figures AS o
MATCH (o)-[:EVIDENCED_BY]->(:Evidence)-[:IN_DOCUMENT]->(page:Document)
WITH s, measure, unit, period, population, c, figures, page.id AS page
ORDER BY page
WITH s, measure, unit, period, population, c, figures, collect(DISTINCT page) AS pages
RETURN s.name AS subject, s.id AS subject_id, measure, unit, period, population, c.name AS counterpart,
       [o IN figures | o.value] AS values, pages, [o IN figures | o.id] AS facts
ORDER BY facts
