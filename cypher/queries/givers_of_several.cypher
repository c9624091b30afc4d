// zh: 哪些地方帮扶多个地方？
// en: Which places assist several?
// param minimum integer = 2: how many receivers at least
// columns: giver, giver_en, giver_id, level, receivers, number
MATCH (giver:Place)-[:ASSISTS]->(receiver:Place)
WITH DISTINCT giver, receiver
ORDER BY giver.id, receiver.id
WITH giver, collect(receiver.name) AS receivers, count(receiver) AS number
WHERE number >= $minimum
RETURN giver.name AS giver, giver.name_en AS giver_en, giver.id AS giver_id, giver.level AS level, receivers, number
ORDER BY number DESC, giver_id
