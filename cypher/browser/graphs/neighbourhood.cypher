// zh: 某地周围有什么：结对、务工、隶属、数字和行动
// en: What is around a place: pairings, workers, parts, figures and acts
// param place place (开州区): any of its names, or its id
MATCH near = (:Place {id: $place})-[]-()
RETURN near
LIMIT 150
