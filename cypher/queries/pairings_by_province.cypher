// zh: 各省之间（含其市、县）共有多少对帮扶关系？
// en: How many pairings are there from province to province, those of their cities and counties included?
// columns: giver, giver_id, receiver, receiver_id, of_provinces, of_prefectures, of_counties, of_others, pairings
MATCH (x:Place)-[:ASSISTS]->(y:Place)
// Each place's province is looked up once.
WITH x, collect(DISTINCT y) AS receivers
MATCH (x)-[:PART_OF*0..4]->(a:Place {level: 'province'})
UNWIND receivers AS y
WITH y, collect(a) AS givers
MATCH (y)-[:PART_OF*0..4]->(b:Place {level: 'province'})
UNWIND givers AS a
RETURN a.name AS giver, a.id AS giver_id, b.name AS receiver, b.id AS receiver_id,
       sum(CASE y.level WHEN 'province' THEN 1 ELSE 0 END) AS of_provinces,
       sum(CASE y.level WHEN 'prefecture' THEN 1 ELSE 0 END) AS of_prefectures,
       sum(CASE y.level WHEN 'county' THEN 1 ELSE 0 END) AS of_counties,
       sum(CASE WHEN y.level IN ['province', 'prefecture', 'county'] THEN 0 ELSE 1 END) AS of_others,
       count(*) AS pairings
ORDER BY giver_id, receiver_id
