// zh: 各省（区、市）每年向哪些省输出多少务工人员？
// en: How many workers go from province to province, by year?
// param year string = : only this year, in four digits
// columns: origin, origin_id, destination, destination_id, year, measure, population, of_provinces, of_parts, parts
MATCH (q:Place)<-[:WITH {role: 'destination'}]-(o:Observation {unit: 'person'})<-[:HAS_OBSERVATION]-(p:Place)
// The year in which the figure's period ends, or begins where it is open.
WITH p, q, o, coalesce(left(coalesce(o.end, o.start), 4), '') AS year
WHERE $year = '' OR year = $year
// Of several figures of the same the greatest, so that the half of a year is not counted on top of the year.
WITH p, q, year, o.measure AS measure, o.population AS population, max(o.value) AS value
// Each place's province is looked up once.
WITH p, collect({q: q, year: year, measure: measure, population: population, value: value}) AS flows
MATCH (p)-[:PART_OF*0..4]->(a:Place {level: 'province'})
UNWIND flows AS flow
WITH flow.q AS q, collect({a: a, is_whole: p.id = a.id, flow: flow}) AS flows
MATCH (q)-[:PART_OF*0..4]->(b:Place {level: 'province'})
UNWIND flows AS each
WITH each.a AS a, b, each.flow.year AS year, each.flow.measure AS measure, each.flow.population AS population,
     each.flow.value AS value, each.is_whole AND q.id = b.id AS whole
RETURN a.name AS origin, a.id AS origin_id, b.name AS destination, b.id AS destination_id, year, measure, population,
       max(CASE WHEN whole THEN value END) AS of_provinces, sum(CASE WHEN whole THEN 0 ELSE value END) AS of_parts,
       sum(CASE WHEN whole THEN 0 ELSE 1 END) AS parts
ORDER BY origin_id, destination_id, year, measure, coalesce(population, '')
