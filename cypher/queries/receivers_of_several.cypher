// zh: 哪些地方得到多方帮扶？
// en: Which places are assisted by several?
// param minimum integer = 2: how many givers at least
// columns: receiver, receiver_en, receiver_id, level, givers, number
MATCH (receiver:Place)<-[:ASSISTS]-(giver:Place)
WITH DISTINCT receiver, giver
ORDER BY receiver.id, giver.id
WITH receiver, collect(giver.name) AS givers, count(giver) AS number
WHERE number >= $minimum
RETURN receiver.name AS receiver, receiver.name_en AS receiver_en, receiver.id AS receiver_id,
       receiver.level AS level, givers, number
ORDER BY number DESC, receiver_id
