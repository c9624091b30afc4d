// zh: 某种帮扶机制之下的结对
// en: The pairings under a programme
// param programme string = 对口支援: its Chinese label in the ontology, as 东西部协作 or 劳务协作
MATCH pairing = (:Place)-[tie:ASSISTS]->(:Place)
WHERE $programme IN tie.programmes
RETURN pairing
LIMIT 300
