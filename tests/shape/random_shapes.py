"""Small random graphs and shapes, for the property that the quick checker and pySHACL say the same.

Values are such that both can compare them: pySHACL orders values of different kinds by the names of their datatypes,
and strings of a language and IRIs as if they were plain strings, which SHACL does not.
"""

from __future__ import annotations

from hypothesis import strategies as st

HEAD = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
NODES = [f"ex:n{number}" for number in range(4)]
CLASSES = ["ex:A", "ex:B", "ex:C"]
PLAIN = ["0", "1", "2", "3", "1.5", "2.0", "-4", '"a"', '"ab"', '"abc"', '""', "1.0e0", "true"]
SPOKEN = ['"a"@zh', '"b"@zh', '"b"@en', '"c"@en-GB', '"c"@EN', '"d"']
SIMPLE = [
    "sh:minCount 1", "sh:minCount 2", "sh:maxCount 0", "sh:maxCount 1", "sh:datatype xsd:integer",
    "sh:datatype xsd:string", "sh:datatype xsd:decimal", "sh:datatype rdf:langString", "sh:nodeKind sh:IRI",
    "sh:nodeKind sh:Literal", "sh:nodeKind sh:IRIOrLiteral", "sh:minInclusive 1", "sh:maxInclusive 2",
    "sh:minExclusive 1.0", "sh:maxExclusive 2", "sh:minLength 1", "sh:maxLength 2", 'sh:pattern "^a"',
    'sh:pattern "^A" ; sh:flags "i"', "sh:uniqueLang true",
    'sh:languageIn ( "en" )', "sh:hasValue 1", "sh:hasValue ex:n1", 'sh:in ( 1 2 "a" ex:n0 )', "sh:class ex:A",
    "sh:class ex:B", "sh:equals ex:q", "sh:disjoint ex:q",
]  # fmt: skip
ORDERED = ["sh:lessThan ex:q", "sh:lessThanOrEquals ex:q"]
NODE_ONLY = ["sh:class ex:A", "sh:class ex:C", "sh:nodeKind sh:IRI", "sh:hasValue ex:n2", "sh:in ( ex:n0 ex:n1 )"]
LINKS = ["ex:r", "[ sh:inversePath ex:r ]", "( ex:r ex:r )", "[ sh:alternativePath ( ex:r ex:l ) ]", "( ex:r ex:l )"]

_triple = st.one_of(
    st.tuples(st.sampled_from(NODES), st.sampled_from(["ex:p", "ex:q"]), st.sampled_from(PLAIN)),
    st.tuples(st.sampled_from(NODES), st.just("ex:l"), st.sampled_from(SPOKEN)),
    st.tuples(st.sampled_from(NODES), st.just("ex:r"), st.sampled_from(NODES)),
    st.tuples(st.sampled_from(NODES), st.just("a"), st.sampled_from(CLASSES)),
)
graphs = st.lists(_triple, min_size=1, max_size=20).map(
    lambda triples: HEAD + "ex:B rdfs:subClassOf ex:A .\n" + "\n".join(f"{' '.join(each)} ." for each in triples)
)


def _some(of: list[str]) -> st.SearchStrategy[str]:
    """One to three constraints, each property once."""
    picked = st.lists(st.sampled_from(of), min_size=1, max_size=3, unique_by=lambda each: each.split()[0])
    return picked.map(" ; ".join)


def _property(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    plain = st.tuples(st.sampled_from(["ex:p", "ex:p", "ex:l", *LINKS]), _some(SIMPLE))
    ordered = st.tuples(st.just("ex:p"), _some(ORDERED))
    nested = st.tuples(st.sampled_from(LINKS), inner)
    return st.one_of(plain, ordered, nested).map(lambda made: f"sh:property [ sh:path {made[0]} ; {made[1]} ]")


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    listed = st.tuples(st.sampled_from(["or", "and", "xone"]), inner, inner)
    return st.one_of(
        listed.map(lambda made: f"sh:{made[0]} ( [ {made[1]} ] [ {made[2]} ] )"),
        inner.map(lambda made: f"sh:not [ {made} ]"),
        inner.map(lambda made: f"sh:node [ {made} ]"),
        st.tuples(st.sampled_from(LINKS), inner, st.sampled_from(["Min", "Max"]), st.integers(0, 2)).map(
            lambda made: (
                f"sh:property [ sh:path {made[0]} ; sh:qualifiedValueShape [ {made[1]} ] ;"
                f" sh:qualified{made[2]}Count {made[3]} ]"
            )
        ),
        _property(inner),
    )


_body = st.recursive(st.one_of(_some(NODE_ONLY), _property(_some(NODE_ONLY))), _nested, max_leaves=4)
_target = st.sampled_from(
    ["sh:targetClass ex:A", "sh:targetClass ex:C", "sh:targetNode ex:n0, ex:n3", "sh:targetSubjectsOf ex:r",
     "sh:targetObjectsOf ex:r", "sh:targetSubjectsOf ex:p"]
)  # fmt: skip
shapes = st.lists(st.tuples(_target, _body), min_size=1, max_size=3).map(
    lambda made: HEAD + "".join(f"ex:s{at} a sh:NodeShape ; {' ; '.join(each)} .\n" for at, each in enumerate(made))
)
