// zh: 某地下辖的哪些地方在图谱中，各有多少数字和结对关系？
// en: Which parts of a place are in the graph, with how many figures and pairings?
// param place place (重庆市): any of its names, or its id
// columns: part, part_en, part_id, level, figures, pairings
MATCH (part:Place)-[:PART_OF*1..4]->(:Place {id: $place})
WITH DISTINCT part
RETURN part.name AS part, part.name_en AS part_en, part.id AS part_id, part.level AS level,
       COUNT { (part)-[:HAS_OBSERVATION]->(:Observation) } AS figures,
       COUNT { (part)-[:ASSISTS]-(:Place) } AS pairings
ORDER BY part_id
