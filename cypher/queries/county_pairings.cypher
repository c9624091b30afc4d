// zh: 某省（市、自治区）下辖的市、县各与谁结对？
// en: With whom are a province's cities and counties paired?
// param province place (重庆市): the province, by any of its names or its id
// columns: place, place_id, level, role, other, other_id, periods, pages
MATCH (part:Place)-[:PART_OF*1..4]->(:Place {id: $province})
MATCH (part)-[pairing:ASSISTS]-(other:Place)
WITH DISTINCT part, pairing, other,
     CASE WHEN startNode(pairing).id = part.id THEN 'assists' ELSE 'is assisted by' END AS role
UNWIND pairing.documents AS page
WITH part, role, other, pairing.period AS period, page
ORDER BY part.id, role, other.id, period, page
RETURN part.name AS place, part.id AS place_id, part.level AS level, role, other.name AS other,
       other.id AS other_id, collect(DISTINCT period) AS periods, count(DISTINCT page) AS pages
ORDER BY place_id, role, other_id
