// zh: 甲地帮扶乙地，依据的原文和网页是哪些
// en: The pairing of two places with the words and the pages that say it
// param giver place (山东省): the giver, by any of its names or its id
// param receiver place (重庆市): the receiver, by any of its names or its id
MATCH pairing = (:Place {id: $giver})-[tie:ASSISTS]->(:Place {id: $receiver})
UNWIND tie.evidence AS evidence
MATCH words = (:Evidence {id: evidence})-[:IN_DOCUMENT]->(:Document)
RETURN pairing, words
LIMIT 100
