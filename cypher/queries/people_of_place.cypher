// zh: 哪些人来自某地或在某地工作，任何职务？
// en: Who comes from a place or works there, and what do they do?
// param place place (陕西省): any of its names, or its id
// columns: person, person_id, tie, place, place_id, works_at, statements
MATCH (:Place {id: $place})<-[:PART_OF*0..4]-(p:Place)<-[tie:COMES_FROM|WORKS_IN]-(person:Person)
WITH DISTINCT person, type(tie) AS tie, p
OPTIONAL MATCH (person)-[:WORKS_AT]->(at:Organization)
WITH person, tie, p, at.name AS at ORDER BY at
WITH person, tie, p, collect(DISTINCT at) AS works_at
OPTIONAL MATCH (person)-[:HAS_STATEMENT]->(s:Statement)
WITH person, tie, p, works_at, s.text AS text ORDER BY text
RETURN person.name AS person, person.id AS person_id, toLower(tie) AS tie, p.name AS place, p.id AS place_id,
       works_at, collect(DISTINCT text) AS statements
ORDER BY person_id, tie, place_id
