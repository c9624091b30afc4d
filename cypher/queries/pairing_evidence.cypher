// zh: 哪些原文说明甲地帮扶乙地？
// en: Which words say that one place assists another?
// param giver place (山东省): the giver, by any of its names or its id
// param receiver place (重庆市): the receiver, by any of its names or its id
// columns: giver, receiver, period, quote, rule, page, title, url, fact, evidence
MATCH (a:Place {id: $giver})-[pairing:ASSISTS]->(b:Place {id: $receiver})
UNWIND pairing.evidence AS evidence
MATCH (e:Evidence {id: evidence})-[:IN_DOCUMENT]->(page:Document)
RETURN a.name AS giver, b.name AS receiver, pairing.period AS period, e.quote AS quote, e.rule AS rule,
       page.id AS page, page.title AS title, page.url AS url, pairing.id AS fact, evidence
ORDER BY fact, evidence
