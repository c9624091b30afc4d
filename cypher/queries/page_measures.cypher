// zh: 某个网页给出了哪些指标的数字？
// en: Which measures does a page state?
// param page string (s02_wenchuan_workshops): the page's id, as the query pages returns it
// columns: page, measure, unit, figures, subjects, least, greatest
MATCH (page:Document {id: $page})<-[:IN_DOCUMENT]-(:Evidence)<-[:EVIDENCED_BY]-(o:Observation)<-[:HAS_OBSERVATION]-(s)
WITH DISTINCT page, o, s
RETURN page.id AS page, o.measure AS measure, o.unit AS unit, count(o) AS figures, count(DISTINCT s) AS subjects,
       min(o.value) AS least, max(o.value) AS greatest
ORDER BY measure, unit
