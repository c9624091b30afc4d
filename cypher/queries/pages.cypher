// zh: 图谱取自哪些网页？
// en: Which pages is the graph made from?
// columns: page, title, publisher, published, url, source, evidence
MATCH (page:Page)
OPTIONAL MATCH (e:Evidence)-[:IN_DOCUMENT]->(page)
RETURN page.id AS page, page.title AS title, page.publisher AS publisher, page.published AS published,
       page.url AS url, page.source AS source, count(e) AS evidence
ORDER BY page
