// zh: 结对关系如何从省到市、县逐级落实？
// en: Under which pairings of higher levels does a pairing stand, from provinces down to counties?
// param place place = : only receivers that are this place or part of it
// columns: giver, giver_id, receiver, receiver_id, level, steps, chain
// First what few givers are: part of a place.
MATCH (giver:Place)-[:PART_OF]->(:Place)
MATCH (giver)-[:ASSISTS]->(receiver:Place)
WHERE $place = '' OR EXISTS { (receiver)-[:PART_OF*0..4]->(:Place {id: $place}) }
WITH DISTINCT giver, receiver
MATCH (giver)-[up:PART_OF*1..4]->(a:Place)
MATCH (receiver)-[down:PART_OF*1..4]->(b:Place)<-[:ASSISTS]-(a)
WITH DISTINCT giver, receiver, a, b, size(up) AS higher, size(down) AS wider
ORDER BY giver.id, receiver.id, wider DESC, higher DESC, a.id, b.id
WITH giver, receiver, collect(a.name + ' → ' + b.name) AS above
RETURN giver.name AS giver, giver.id AS giver_id, receiver.name AS receiver, receiver.id AS receiver_id,
       receiver.level AS level, size(above) + 1 AS steps, above + [giver.name + ' → ' + receiver.name] AS chain
ORDER BY giver_id, receiver_id
