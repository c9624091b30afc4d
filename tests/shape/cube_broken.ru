# Each update breaks the constraint in its head in the sample of shape_sample.py, and no other.

## IC-1
DELETE WHERE { fact:f4 qb:dataSet ?set } ;
DELETE WHERE { fact:f4 aid:subject ?place }
## IC-1
INSERT DATA { fact:f4 qb:dataSet dataset:has_workshops, dataset:other . dataset:other qb:structure structure:has_workshops }
## IC-2
DELETE WHERE { dataset:has_workshops qb:structure ?structure } ;
INSERT DATA { structure:unused a qb:DataStructureDefinition ; qb:component component:has_workshops }
## IC-2
INSERT DATA { dataset:has_workshops qb:structure structure:second . structure:second qb:component component:has_workshops }
## IC-3
DELETE DATA { structure:has_workshops qb:component component:has_workshops }
## IC-4
DELETE WHERE { aid:counterpart rdfs:range ?class }
## IC-5
DELETE WHERE { aid:population qb:codeList ?list } ;
INSERT DATA { aid:population rdfs:range skos:Concept }
## IC-6
INSERT DATA { component:period qb:componentRequired false }
## IC-7
INSERT DATA { thing:key a qb:SliceKey ; qb:componentProperty aid:subject }
## IC-8
INSERT DATA { thing:key a qb:SliceKey ; qb:componentProperty aid:level . structure:has_workshops qb:sliceKey thing:key }
## IC-9
INSERT DATA { thing:slice a qb:Slice }
## IC-9
INSERT DATA {
    thing:key a qb:SliceKey . thing:key2 a qb:SliceKey . structure:has_workshops qb:sliceKey thing:key, thing:key2 .
    thing:slice a qb:Slice ; qb:sliceStructure thing:key, thing:key2
}
## IC-10
INSERT DATA {
    thing:key a qb:SliceKey ; qb:componentProperty aid:subject . structure:has_workshops qb:sliceKey thing:key .
    thing:slice a qb:Slice ; qb:sliceStructure thing:key
}
## IC-11
DELETE WHERE { fact:f4 aid:counterpart ?place }
## IC-11
DELETE WHERE { fact:f4 aid:period ?period }
## IC-12
INSERT { fact:again ?property ?value } WHERE { fact:f4 ?property ?value }
## IC-13
DELETE WHERE { fact:f4 aid:unit ?unit }
## IC-13
DELETE WHERE { fact:f4 aid:confidence ?confidence }
## IC-14
DELETE WHERE { fact:f4 aid:has_workshops ?value }
## IC-15
INSERT DATA {
    component:kind qb:dimension qb:measureType . qb:measureType rdfs:range rdf:Property .
    structure:has_workshops qb:component component:kind .
    fact:f4 qb:measureType aid:other
} ;
DELETE WHERE { fact:f4 aid:has_workshops ?value }
## IC-16 IC-17
INSERT DATA {
    component:kind qb:dimension qb:measureType . qb:measureType rdfs:range rdf:Property .
    structure:has_workshops qb:component component:kind, component:completion_rate .
    fact:f4 qb:measureType aid:has_workshops ; aid:completion_rate 0.5
}
## IC-17
INSERT DATA {
    component:kind qb:dimension qb:measureType . qb:measureType rdfs:range rdf:Property .
    structure:has_workshops qb:component component:kind, component:completion_rate .
    fact:f4 qb:measureType aid:has_workshops
}
## IC-18
INSERT DATA {
    thing:key a qb:SliceKey . structure:completion_rate qb:sliceKey thing:key .
    dataset:completion_rate qb:slice thing:slice . thing:slice qb:sliceStructure thing:key ; qb:observation fact:f4
}
## IC-19
DELETE WHERE { population:registered_poor skos:inScheme ?list }
## IC-19
DELETE WHERE { population:registered_poor a skos:Concept }
## IC-19
DELETE WHERE { aid:populations a skos:ConceptScheme } ;
INSERT DATA { aid:populations a skos:Collection ; skos:member population:registered_poor }
## IC-20
INSERT DATA {
    aid:subject qb:codeList thing:places .
    thing:places a qb:HierarchicalCodeList ; qb:hierarchyRoot place:513221 ; qb:parentChildProperty skos:narrower
}
## IC-21
INSERT DATA {
    aid:subject qb:codeList thing:places .
    thing:places a qb:HierarchicalCodeList ; qb:hierarchyRoot place:510000 ;
        qb:parentChildProperty [ owl:inverseOf dcterms:isPartOf ]
}
