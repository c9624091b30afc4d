// zh: 哪些地方的务工人员去了帮扶自己的地方？
// en: From which places do workers go to those that assist them?
// columns: place, place_id, giver, giver_id, pairings, flows
MATCH (place:Place)-[flow:SENDS_WORKERS_TO]->(giver:Place)
WITH place, giver, flow ORDER BY place.id, giver.id, flow.id
WITH place, giver, collect(flow.id) AS flows
MATCH (giver)-[pairing:ASSISTS]->(place)
WITH place, giver, flows, pairing ORDER BY place.id, giver.id, pairing.id
RETURN place.name AS place, place.id AS place_id, giver.name AS giver, giver.id AS giver_id,
       collect(pairing.id) AS pairings, flows
ORDER BY place_id, giver_id
