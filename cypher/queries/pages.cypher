// zh: 图谱取自哪些网页？
// en: Which pages is the graph made from?
// columns: page, title, publisher, published, url, source, evidence
MATCH (page:Page)
RETURN page.id AS page, page.title AS title, page.publisher AS publisher, page.published AS published,
       page.url AS url, page.source AS source, COUNT { (page)<-[:IN_DOCUMENT]-() } AS evidence
ORDER BY page
