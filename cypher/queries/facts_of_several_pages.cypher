// zh: 哪些事实由多个网页共同证实？
// en: Which facts do several pages state?
// param minimum integer = 2: how many pages at least
// columns: subject, subject_id, predicate, object, period, pages, fact
CALL () {
  MATCH (o:Observation)-[:EVIDENCED_BY]->(e:Evidence)
  WITH o, count(e) AS pieces WHERE pieces >= $minimum
  MATCH (o)-[:EVIDENCED_BY]->(:Evidence)-[:IN_DOCUMENT]->(page:Document)
  WITH DISTINCT o, page.id AS page ORDER BY page
  WITH o, collect(page) AS pages WHERE size(pages) >= $minimum
  MATCH (o)<-[:HAS_OBSERVATION]-(s)
  RETURN s.name AS subject, s.id AS subject_id, o.measure AS predicate, null AS object, o.period AS period, pages,
         o.id AS fact
  UNION
  MATCH (a:!Page&!Observation&!Statement&!Evidence)-[tie:!HAS_OBSERVATION&!HAS_STATEMENT&!PART_OF]->(b)
  WHERE size(tie.documents) >= $minimum
  RETURN a.name AS subject, a.id AS subject_id, toLower(type(tie)) AS predicate, b.name AS object,
         tie.period AS period, tie.documents AS pages, tie.id AS fact
}
RETURN subject, subject_id, predicate, object, period, pages, fact
ORDER BY size(pages) DESC, fact
