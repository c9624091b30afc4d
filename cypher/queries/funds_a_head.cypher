// zh: 某地某一时期的资金，按同一时期的某项人数平均，人均多少？
// en: How much money is there a head: a place's money of a period by its people of the same period?
// param funds measure = cooperation_funds: what is divided, a measure in yuan
// param people measure = transferred_workers: by how many people, a measure in persons
// columns: place, place_id, period, funds, people, population, funds_a_head, funds_fact, people_fact
MATCH (p:Place)-[:HAS_OBSERVATION]->(money:Observation {measure: $funds, unit: 'yuan'})
MATCH (p)-[:HAS_OBSERVATION]->(head:Observation {measure: $people, unit: 'person', period: money.period})
// Whose heads: the pages give no population of a whole place, so that the population of the figure is told.
WHERE head.value > 0
RETURN p.name AS place, p.id AS place_id, money.period AS period, money.value AS funds, head.value AS people,
       head.population AS population, money.value / head.value AS funds_a_head,
       money.id AS funds_fact, head.id AS people_fact
ORDER BY place_id, period, funds_fact, people_fact
