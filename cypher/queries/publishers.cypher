// zh: 各发布单位发布了多少网页，给出多少数字？
// en: How many pages and figures come from each publisher?
// columns: publisher, pages, figures
MATCH (page:Page)
OPTIONAL MATCH (page)<-[:IN_DOCUMENT]-(:Evidence)<-[:EVIDENCED_BY]-(o:Observation)
RETURN page.publisher AS publisher, count(DISTINCT page) AS pages, count(DISTINCT o) AS figures
ORDER BY coalesce(publisher, '')
