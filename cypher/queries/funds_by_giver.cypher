// zh: 谁向谁投入了多少资金？
// en: Who gave how much money to whom?
// param measure measure = cooperation_funds: a measure in yuan
// param giver place = : only what this place, or a part of it, gave
// columns: giver, giver_id, receiver, receiver_id, period, value, approx, fact
MATCH (o:Observation {measure: $measure, unit: 'yuan'})-[:WITH {role: 'giver'}]->(giver:Place)
MATCH (o)<-[:HAS_OBSERVATION]-(receiver:Place)
WHERE $giver = '' OR EXISTS { (giver)-[:PART_OF*0..4]->(:Place {id: $giver}) }
RETURN giver.name AS giver, giver.id AS giver_id, receiver.name AS receiver, receiver.id AS receiver_id,
       o.period AS period, o.value AS value, o.approx AS approx, o.id AS fact
ORDER BY giver_id, receiver_id, coalesce(o.start, o.end, ''), fact
