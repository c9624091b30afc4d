// zh: 某地帮扶哪些地方？
// en: Whom does a place assist?
// param place place (山东省): the giver, by any of its names or its id
// columns: giver, giver_id, receiver, receiver_en, receiver_id, periods, pages
MATCH (a:Place {id: $place})-[pairing:ASSISTS]->(b:Place)
UNWIND pairing.documents AS page
WITH a, b, pairing.period AS period, page
ORDER BY a.id, b.id, period, page
RETURN a.name AS giver, a.id AS giver_id, b.name AS receiver, b.name_en AS receiver_en, b.id AS receiver_id,
       collect(DISTINCT period) AS periods, count(DISTINCT page) AS pages
ORDER BY giver_id, receiver_id
