// zh: 哪些数字最不确定？
// en: Which figures are the least sure?
// param limit integer = 20: how many at most
// columns: subject, subject_id, measure, value, unit, period, confidence, quote, fact
MATCH (o:Observation)
WITH o ORDER BY o.confidence, o.id LIMIT $limit
MATCH (o)<-[:HAS_OBSERVATION]-(s)
MATCH (o)-[:EVIDENCED_BY]->(e:Evidence)
WITH s, o, e ORDER BY o.id, e.id
WITH s, o, head(collect(e.quote)) AS quote
RETURN s.name AS subject, s.id AS subject_id, o.measure AS measure, o.value AS value, o.unit AS unit,
       o.period AS period, o.confidence AS confidence, quote, o.id AS fact
ORDER BY confidence, fact
