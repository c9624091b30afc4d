// zh: 各条抽取规则找到了多少依据？
// en: How much evidence did each rule find?
// param limit integer = 50: how many rules at most
// columns: rule, evidence, pages
MATCH (e:Evidence)-[:IN_DOCUMENT]->(page:Document)
RETURN e.rule AS rule, count(e) AS evidence, count(DISTINCT page) AS pages
ORDER BY evidence DESC, rule
LIMIT $limit
