// zh: 某个网页说了哪些数字
// en: The figures that a page states
// param page string = s01_shandong_chongqing: the page's id
MATCH figure = (:Document {id: $page})<-[:IN_DOCUMENT]-(:Evidence)<-[:EVIDENCED_BY]-(:Observation)<-[:HAS_OBSERVATION]-()
RETURN figure
LIMIT 100
