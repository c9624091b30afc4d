// zh: 某省（市、自治区）下辖的市、县各与谁结对？
// en: With whom are a province's cities and counties paired?
// param province string (重庆市): the province's full, short or English name, or its id
// columns: place, place_id, level, role, partner, partner_id, periods, pages
MATCH (whole:Place)
WHERE whole.id = $province OR whole.name STARTS WITH $province OR toLower(whole.name_en) = toLower($province)
MATCH (part:Place)-[:PART_OF*1..4]->(whole)
MATCH (part)-[pairing:ASSISTS]-(partner:Place)
WITH DISTINCT part, pairing, partner,
     CASE WHEN startNode(pairing).id = part.id THEN 'assists' ELSE 'is assisted by' END AS role
UNWIND pairing.documents AS page
WITH part, role, partner, pairing.period AS period, page
ORDER BY part.id, role, partner.id, period, page
RETURN part.name AS place, part.id AS place_id, part.level AS level, role, partner.name AS partner,
       partner.id AS partner_id, collect(DISTINCT period) AS periods, count(DISTINCT page) AS pages
ORDER BY place_id, role, partner_id
