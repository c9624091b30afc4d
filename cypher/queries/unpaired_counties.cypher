// zh: 哪些县（区）没有结对关系？
// en: Which counties have no pairing?
// param province place = : only counties of this place
// columns: county, county_en, county_id, part_of, part_of_id, above_is_paired
MATCH (county:Place {level: 'county'})
WHERE NOT EXISTS { (county)-[:ASSISTS]-(:Place) }
  AND ($province = '' OR EXISTS { (county)-[:PART_OF*1..4]->(:Place {id: $province}) })
OPTIONAL MATCH (county)-[:PART_OF]->(whole:Place)
RETURN county.name AS county, county.name_en AS county_en, county.id AS county_id, whole.name AS part_of,
       whole.id AS part_of_id, EXISTS { (county)-[:PART_OF*1..4]->(:Place)-[:ASSISTS]-(:Place) } AS above_is_paired
ORDER BY county_id
