// zh: 某一年有哪些结对关系（原文写明时间的）？
// en: Which pairings held in a year, of those that a page gives a time for?
// param year string (2022): the year, in four digits
// columns: giver, giver_id, receiver, receiver_id, period, pages, fact
MATCH (a:Place)-[pairing:ASSISTS]->(b:Place)
WHERE (pairing.start IS NOT NULL OR pairing.end IS NOT NULL)
  AND coalesce(pairing.start, '') <= $year + '-12-31' AND coalesce(pairing.end, '9999') >= $year + '-01-01'
RETURN a.name AS giver, a.id AS giver_id, b.name AS receiver, b.id AS receiver_id, pairing.period AS period,
       size(pairing.documents) AS pages, pairing.id AS fact
ORDER BY giver_id, receiver_id, fact
