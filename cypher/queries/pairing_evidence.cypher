// zh: 哪些原文说明甲地帮扶乙地？
// en: Which words say that one place assists another?
// param giver string (山东省): the giver's full, short or English name, or its id
// param receiver string (重庆市): the receiver's full, short or English name, or its id
// columns: giver, receiver, period, quote, rule, page, title, url, fact, evidence
MATCH (a:Place)-[pairing:ASSISTS]->(b:Place)
WHERE (a.id = $giver OR a.name STARTS WITH $giver OR toLower(a.name_en) = toLower($giver))
  AND (b.id = $receiver OR b.name STARTS WITH $receiver OR toLower(b.name_en) = toLower($receiver))
UNWIND pairing.evidence AS evidence
MATCH (e:Evidence {id: evidence})-[:IN_DOCUMENT]->(page:Document)
RETURN a.name AS giver, b.name AS receiver, pairing.period AS period, e.quote AS quote, e.rule AS rule,
       page.id AS page, page.title AS title, page.url AS url, pairing.id AS fact, evidence
ORDER BY fact, evidence
