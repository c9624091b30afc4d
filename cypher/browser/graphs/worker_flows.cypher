// zh: 务工人员从哪里到哪里
// en: From where to where workers go
MATCH flow = (:Place)-[:SENDS_WORKERS_TO]->(:Place)
RETURN flow
LIMIT 300
