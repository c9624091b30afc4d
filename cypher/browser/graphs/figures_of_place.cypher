// zh: 某地有哪些数字，由哪段原文、哪个网页说明
// en: A place's figures with the words and the pages that say them
// param place place (汶川县): any of its names, or its id
MATCH figure = (:Place {id: $place})-[:HAS_OBSERVATION]->(:Observation)-[:EVIDENCED_BY]->(:Evidence)-[:IN_DOCUMENT]->(:Document)
RETURN figure
LIMIT 50
