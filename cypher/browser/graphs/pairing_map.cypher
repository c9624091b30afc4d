// zh: 全部帮扶关系
// en: All pairings
MATCH pairing = (:Place)-[:ASSISTS]->(:Place)
RETURN pairing
LIMIT 300
