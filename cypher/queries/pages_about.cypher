// zh: 哪些网页说到某地（及其下辖各地）？
// en: Which pages tell of a place, or of parts of it?
// param place place (汶川县): any of its names, or its id
// columns: page, title, publisher, published, url, figures, ties
CALL () {
  MATCH (:Place {id: $place})<-[:PART_OF*0..4]-(p:Place)
  MATCH (p)-[:HAS_OBSERVATION]->(o:Observation)-[:EVIDENCED_BY]->(:Evidence)-[:IN_DOCUMENT]->(page:Document)
  RETURN DISTINCT page.id AS id, o.id AS fact, 1 AS figure
  UNION
  MATCH (:Place {id: $place})<-[:PART_OF*0..4]-(p:Place)
  MATCH (p)-[tie:ASSISTS|SENDS_WORKERS_TO]-(:Place)
  UNWIND tie.documents AS id
  RETURN DISTINCT id, tie.id AS fact, 0 AS figure
}
WITH id, sum(figure) AS figures, sum(1 - figure) AS ties
MATCH (page:Document {id: id})
RETURN page.id AS page, page.title AS title, page.publisher AS publisher, page.published AS published,
       page.url AS url, figures, ties
ORDER BY page
