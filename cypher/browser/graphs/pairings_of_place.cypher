// zh: 某地及其下辖市县与谁结对
// en: The pairings of a place and of what is part of it
// param place place (重庆市): any of its names, or its id
MATCH (:Place {id: $place})<-[:PART_OF*0..4]-(part:Place)
MATCH pairing = (part)-[:ASSISTS]-(:Place)
OPTIONAL MATCH whole = (part)-[:PART_OF*1..4]->(:Place {id: $place})
RETURN pairing, whole
LIMIT 300
