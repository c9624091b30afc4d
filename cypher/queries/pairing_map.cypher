// zh: 全部帮扶关系有哪些？
// en: Which places assist which, in all?
// param level level = : only receivers of this level: province, prefecture, county, town or village
// columns: giver, giver_en, giver_id, receiver, receiver_en, receiver_id, level, periods, pages
MATCH (a:Place)-[pairing:ASSISTS]->(b:Place)
WHERE $level = '' OR b.level = $level
UNWIND pairing.documents AS page
WITH a, b, pairing.period AS period, page
ORDER BY a.id, b.id, period, page
RETURN a.name AS giver, a.name_en AS giver_en, a.id AS giver_id,
       b.name AS receiver, b.name_en AS receiver_en, b.id AS receiver_id, b.level AS level,
       collect(DISTINCT period) AS periods, count(DISTINCT page) AS pages
ORDER BY giver_id, receiver_id
