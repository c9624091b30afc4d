// zh: 每年有多少数字，涉及多少指标和对象？
// en: How many figures are there of each year, of how many measures and subjects?
// columns: year, figures, measures, subjects
MATCH (o:Observation)<-[:HAS_OBSERVATION]-(s)
// The year in which the figure's period ends, or begins where it is open.
WITH coalesce(left(coalesce(o.end, o.start), 4), '') AS year, o.measure AS measure, s
RETURN year, count(*) AS figures, count(DISTINCT measure) AS measures, count(DISTINCT s) AS subjects
ORDER BY year
