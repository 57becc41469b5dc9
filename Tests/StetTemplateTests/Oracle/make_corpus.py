"""Makes corpus.json: what Python's Jinja2 3.1 prints for each case, or null where it fails.

Run `python3 Tests/StetTemplateTests/Oracle/make_corpus.py` with jinja2 3.1 installed.
"""

import copy
import json
import os

import jinja2

from cases import ERRORS, EXPRESSIONS, LENIENT, VALUES
from documents import D


def render(templates, values, options):
    options = dict(options)
    lenient = options.pop("lenient", False)
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(templates),
        undefined=jinja2.Undefined if lenient else jinja2.StrictUndefined,
        autoescape=jinja2.select_autoescape(["html", "htm", "xhtml", "xml", "svg"], default=False),
        **options,
    )
    try:
        # A copy, since `indent` of a list changes the list.
        return environment.get_template(next(iter(templates))).render(copy.deepcopy(values))
    except Exception:
        return None


def main():
    documents = [(e, "{{ %s }}" % e, None, {}) for e in EXPRESSIONS.strip("\n").split("\n")]
    documents += [("error: " + e, "{{ %s }}" % e, None, {}) for e in ERRORS.strip("\n").split("\n")]
    documents += [("lenient: " + e, e, None, {"lenient": True}) for e in LENIENT.strip("\n").split("\n")]
    documents += D
    corpus = []
    for name, source, values, options in documents:
        templates = source if isinstance(source, dict) else {"main.txt": source}
        values = VALUES if values is None else {**VALUES, **values}
        expected = render(templates, values, options)
        if name.startswith("error: ") and expected is not None:
            raise SystemExit("no error: " + name + " gives " + expected)
        corpus.append(
            {"name": name, "templates": templates, "values": values, "options": options, "expected": expected}
        )
    path = os.path.join(os.path.dirname(__file__), "corpus.json")
    # The values stand once at the top; a case names only what it adds.
    for case in corpus:
        case["values"] = {k: v for k, v in case["values"].items() if VALUES.get(k) is not v}
    with open(path, "w", encoding="utf-8") as out:
        out.write('{"values": ' + json.dumps(VALUES, ensure_ascii=False) + ',\n"cases": [\n')
        out.write(",\n".join(json.dumps(case, ensure_ascii=False) for case in corpus))
        out.write("\n]}\n")
    print(len(corpus), "cases,", sum(c["expected"] is None for c in corpus), "of them errors")


if __name__ == "__main__":
    main()
