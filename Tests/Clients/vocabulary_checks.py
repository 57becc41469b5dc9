"""Is the vocabulary the SKOS that it says it is, for a library that knows RDF?"""

from __future__ import annotations

import json
import re

from checks import check, judge, module
from paper import Press


@check("vocabulary: rdflib reads the Turtle, and SKOS's conditions hold")
def skos(press: Press) -> str:
    rdflib = module("rdflib")
    namespace = module("rdflib.namespace")
    words, rdf = namespace.SKOS, namespace.RDF
    site = press.built()
    graph = rdflib.Graph().parse(site.output / "topics/vocabulary.ttl", format="turtle")
    concepts = set(graph.subjects(rdf.type, words.Concept))
    schemes = set(graph.subjects(rdf.type, words.ConceptScheme))
    findings = []
    if len(schemes) != 1:
        findings.append(f"{len(schemes)} concept schemes")

    def above(concept) -> set:
        return set(graph.transitive_objects(concept, words.broader)) - {concept}

    for concept in concepts:
        preferred = set(graph.objects(concept, words.prefLabel))
        if len({label.language for label in preferred}) != len(preferred) or not preferred:
            findings.append(f"{concept}: {len(preferred)} preferred labels (SKOS S14)")
        if preferred & set(graph.objects(concept, words.altLabel)):
            findings.append(f"{concept}: a label both preferred and alternative (S13)")
        related = set(graph.objects(concept, words.related))
        if related & above(concept):
            findings.append(f"{concept}: related to what is above it (S27)")
        for other in related:
            if (other, words.related, concept) not in graph:
                findings.append(f"{concept}: {other} is not related back (S23)")
        for other in graph.objects(concept, words.broader):
            if (other, words.narrower, concept) not in graph:
                findings.append(f"{concept}: {other} does not call it narrower (S25)")
        for relation in (words.broader, words.narrower, words.related):
            for other in set(graph.objects(concept, relation)) - concepts:
                findings.append(f"{concept}: {other} is no concept (S19, S20)")
        if set(graph.objects(concept, words.inScheme)) != schemes:
            findings.append(f"{concept}: not in the scheme")
        is_top = any(graph.objects(concept, words.topConceptOf))
        if is_top == bool(above(concept)):
            findings.append(f"{concept}: top concept {is_top}, with {len(above(concept))} above it")
        path = re.sub(r"^https?://[^/]+/", "", str(concept))
        if not (site.output / path / "index.html").is_file():
            findings.append(f"{concept}: no page")
    if not concepts:
        findings.append("no concept was found")
    return judge(f"{len(graph)} statements on {len(concepts)} concepts", findings)


@check("vocabulary: structured data names terms of the vocabulary, and each leads to its page")
def terms(press: Press) -> str:
    site = press.built()
    findings, count = [], 0
    for path, file in site.files("*.html").items():
        for text in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', file.read_text(), re.DOTALL
        ):
            for term in defined_terms(json.loads(text)):
                count += 1
                address = re.sub(r"^https?://[^/]+/", "", term["url"])
                if not (site.output / address / "index.html").is_file():
                    findings.append(f"{path}: {term['name']}: no page at {term['url']}")
                if not term["url"].startswith(term["inDefinedTermSet"]):
                    findings.append(f"{path}: {term['name']}: of another set")
    if not count:
        findings.append("no DefinedTerm was found")
    return judge(f"{count} terms", findings)


def defined_terms(value) -> list[dict]:
    """Every DefinedTerm in a document of JSON-LD."""
    if isinstance(value, list):
        return [term for item in value for term in defined_terms(item)]
    if not isinstance(value, dict):
        return []
    inner = [term for item in value.values() for term in defined_terms(item)]
    return inner + [value] if value.get("@type") == "DefinedTerm" else inner
