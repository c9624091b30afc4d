// zh: 某地与哪些地方、机构、人物和网页直接相关？
// en: What is tied to a place directly?
// param place place (重庆市): any of its names, or its id
// columns: tie, direction, type, name, id, facts
MATCH (p:Place {id: $place})-[tie]-(other)
WHERE NOT other:Observation AND NOT other:Statement
// A place and a page have further labels, in no order.
WITH type(tie) AS tie, CASE WHEN startNode(tie) = p THEN 'to' ELSE 'from' END AS direction, other, tie.id AS fact
ORDER BY tie, direction, other.id, fact
RETURN tie, direction,
       CASE WHEN other:Place THEN 'Place' WHEN other:Document THEN 'Document' ELSE head(labels(other)) END AS type,
       other.name AS name, other.id AS id, collect(fact) AS facts
ORDER BY tie, direction, type, id
