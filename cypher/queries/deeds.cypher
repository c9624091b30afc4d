// zh: 谁举办、签订、印发、启动或设立了什么？
// en: Who held, signed, issued, launched or set up what?
// columns: actor, actor_id, deed, thing, type, period, pages, fact
MATCH (actor)-[tie:HELD|SIGNED|ISSUED|LAUNCHED|SET_UP|FOUNDED]->(thing)
RETURN actor.name AS actor, actor.id AS actor_id, toLower(type(tie)) AS deed, thing.name AS thing,
       // A place and a page have further labels, in no order.
       CASE WHEN thing:Place THEN 'Place' WHEN thing:Document THEN 'Document' ELSE head(labels(thing)) END AS type,
       tie.period AS period, tie.documents AS pages, tie.id AS fact
ORDER BY actor_id, deed, fact
