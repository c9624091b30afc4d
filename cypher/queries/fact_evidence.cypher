// zh: 某条事实的依据是什么？
// en: What is the evidence of a fact?
// param fact string (0126368ba5ec7053): the fact's id, as other queries return it
// columns: quote, start, end, rule, page, title, publisher, published, url, evidence
CALL () {
  MATCH (n:Observation {id: $fact})-[:EVIDENCED_BY]->(e:Evidence) RETURN e
  UNION
  MATCH (n:Statement {id: $fact})-[:EVIDENCED_BY]->(e:Evidence) RETURN e
  UNION
  // A relationship that is a fact: of the others there are many times more.
  MATCH (:!Observation&!Statement&!Evidence)-[r:!HAS_OBSERVATION&!HAS_STATEMENT&!PART_OF]->() WHERE r.id = $fact
  UNWIND r.evidence AS id
  MATCH (e:Evidence {id: id}) RETURN e
}
MATCH (e)-[:IN_DOCUMENT]->(page:Document)
RETURN e.quote AS quote, e.start AS start, e.end AS end, e.rule AS rule, page.id AS page, page.title AS title,
       page.publisher AS publisher, page.published AS published, page.url AS url, e.id AS evidence
ORDER BY evidence
