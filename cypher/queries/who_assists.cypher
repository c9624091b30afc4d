// zh: 哪些地方帮扶某地？
// en: Who assists a place?
// param place place (重庆市): the receiver, by any of its names or its id
// columns: receiver, receiver_id, giver, giver_en, giver_id, periods, pages
MATCH (a:Place)-[pairing:ASSISTS]->(b:Place {id: $place})
UNWIND pairing.documents AS page
WITH a, b, pairing.period AS period, page
ORDER BY b.id, a.id, period, page
RETURN b.name AS receiver, b.id AS receiver_id, a.name AS giver, a.name_en AS giver_en, a.id AS giver_id,
       collect(DISTINCT period) AS periods, count(DISTINCT page) AS pages
ORDER BY receiver_id, giver_id
