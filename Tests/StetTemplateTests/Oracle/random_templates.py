"""Prints COUNT random templates with what Jinja2 makes of them, as JSON: random_templates.py SEED COUNT.

The grammar keeps clear of the intended deviations that docs/TEMPLATES.md lists: iterators are made
lists before they are printed, and whole numbers stay within 64 bits. It also keeps clear of some
slips of Jinja2: constants are computed early and forget markup or a block's escaping, an include
without context leaves the block it stands in, and set blocks and filters take the escaping of the
template or block that calls them, not that of the place where they stand.
"""

import json
import random
import sys

from cases import VALUES
from make_corpus import render

STRINGS = ["", "a", "Hello", "two words", "x<y>&z", "it's", 'say "hi"', "é東京", "a,b,c", "  pad ", "1.5", "12", "line\\nbreak", "%s", "{}"]


class Generator:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.names = {"int": ["n", "zero"], "float": ["f"], "str": ["title", "plain", "name", "empty", "html", "long", "lines", "unicode"], "bool": ["yes", "no"], "list": ["list", "words", "none_list"], "map": ["map"], "users": ["users"]}
        self.macros = []
        self.counter = 0

    def fresh(self):
        self.counter += 1
        return "v%d" % self.counter

    def pick(self, *options):
        return self.r.choice(options)

    def name(self, kind):
        return self.r.choice(self.names[kind])

    def any(self, d):
        return getattr(self, self.pick("int", "str", "str", "bool", "list", "map", "flt", "none"))(d - 1)

    def none(self, d):
        return self.pick("none", "nothing")

    def wild(self, d):
        return self.pick(self.any(d), "missing", "map.zz", "users[7]", "nothing")

    def int(self, d):
        if self.r.random() < 0.03:
            return self.wild(d)
        if d <= 0:
            return self.pick(str(self.r.randint(-5, 20)), self.name("int"), "loop.index" if self.r.random() < 0.02 else "3")
        k = self.r.randint(0, 11)
        if k < 3:
            return "(%s %s %s)" % (self.int(d - 1), self.pick("+", "-", "*"), self.int(d - 1))
        if k == 3:
            return "(%s %s %s)" % (self.int(d - 1), self.pick("//", "%"), self.pick("3", "-2", "7", "zero" if self.r.random() < 0.05 else "1"))
        if k == 4:
            return "%s | length" % self.atom(self.pick(self.list, self.str, self.map)(d - 1))
        if k == 5:
            return "%s | int" % self.atom(self.pick(self.str, self.flt, self.bool)(d - 1))
        if k == 6:
            return "%s | sum" % self.atom(self.ints(d - 1))
        if k == 7:
            return "%s | abs" % self.atom(self.int(d - 1))
        if k == 8:
            return "(%s if %s else %s)" % (self.int(d - 1), self.bool(d - 1), self.int(d - 1))
        if k == 9:
            return "%s | %s" % (self.atom(self.ints(d - 1)), self.pick("first", "last", "max", "min"))
        if k == 10:
            return "%s.%s(%s)" % (self.atom(self.str(d - 1)), self.pick("find", "count", "rfind"), self.str(0))
        return "(-%s)" % self.atom(self.int(d - 1))

    def flt(self, d):
        if d <= 0:
            return self.pick("1.5", "0.25", "f", "-2.5", "1e3", "100.0")
        k = self.r.randint(0, 4)
        if k == 0:
            return "(%s %s %s)" % (self.pick(self.int, self.flt)(d - 1), self.pick("/", "//", "%"), self.pick("3", "-2", "0.7", "-1.5", "8"))
        if k == 1:
            return "(%s %s %s)" % (self.flt(d - 1), self.pick("+", "-", "*"), self.pick(self.flt, self.int)(d - 1))
        if k == 2:
            return "%s | round(%s)" % (self.atom(self.flt(d - 1)), self.pick("", "1", "2", "0", "1, 'floor'", "0, 'ceil'"))
        if k == 3:
            return "%s | float" % self.atom(self.pick(self.str, self.int)(d - 1))
        return "%s | abs" % self.atom(self.flt(d - 1))

    def lit(self):
        s = self.r.choice(STRINGS)
        q = "'" if '"' in s else '"'
        return q + s + q

    def str(self, d):
        if self.r.random() < 0.02:
            return self.wild(d)
        if d <= 0:
            return self.pick(self.lit(), self.lit(), self.name("str"))
        k = self.r.randint(0, 15)
        a = self.atom(self.str(d - 1))
        if k < 3:
            return "%s | %s" % (a, self.pick("upper", "lower", "capitalize", "title", "trim", "string", "escape", "e", "safe", "striptags", "forceescape", "urlencode", "default('q')"))
        if k == 3:
            return "(%s ~ yes ~ %s)" % (self.any(d), self.any(d))
        if k == 4:
            return "(%s + %s)" % (a, self.str(d - 1))
        if k == 5:
            return "%s | replace(%s, %s%s)" % (a, self.str(0), self.str(0), self.pick("", ", 1"))
        if k == 6:
            return "%s | truncate(%d, %s, %s, %s)" % (a, self.r.randint(3, 15), self.pick("true", "false"), self.pick("'...'", "'…'", "''"), self.pick("0", "3", "none"))
        if k == 7:
            return "%s | join(%s)" % (self.atom(self.list(d - 1)), self.pick("", self.lit(), "'<br>' | safe"))
        if k == 8:
            return "(%s ~ yes)[%s]" % (a, self.pick("0", "-1", "1:", ":3", "::-1", "1:4", "-3:", "::2"))
        if k == 9:
            return "%s.%s" % (a, self.pick("upper()", "strip()", "lower()", "replace('a', 'b')", "title()", "capitalize()", "center(12)", "ljust(9, '.')", "zfill(6)", "swapcase()"))
        if k == 10:
            return "(%s if %s else %s)" % (self.str(d - 1), self.bool(d - 1), self.str(d - 1))
        if k == 11:
            return "%s | center(%d)" % (a, self.r.randint(0, 20))
        if k == 12:
            return "%s | indent(%s)" % (a, self.pick("2", "2, true", "1, false, true", "'> '"))
        if k == 13:
            return self.pick("'%%s-%%s' | format(%s, %s)" % (self.any(d - 1), self.any(d - 1)), "'%%5d|%%.2f|%%-4s|' | format(%s, %s, %s)" % (self.int(d - 1), self.flt(d - 1), self.str(0)), "'{} {:>6}'.format(%s, %s)" % (self.any(0), self.str(0)), "'%%s' %% %s" % self.atom(self.str(d - 1)))
        if k == 14:
            return "%s | %s" % (self.atom(self.any(d - 1)), self.pick("string", "tojson"))
        return "%s | wordwrap(%d)" % (a, self.r.randint(3, 12))

    def bool(self, d):
        if self.r.random() < 0.02:
            return self.wild(d)
        if d <= 0:
            return self.pick("true", "false", "yes", "no")
        k = self.r.randint(0, 9)
        if k < 2:
            return "(%s %s %s)" % (self.int(d - 1), self.pick("<", ">", "<=", ">=", "==", "!="), self.pick(self.int, self.flt)(d - 1))
        if k == 2:
            return "(%s %s %s)" % (self.bool(d - 1), self.pick("and", "or"), self.any(d - 1))
        if k == 3:
            return "(not %s)" % self.any(d - 1)
        if k == 4:
            return "(%s %s %s)" % (self.any(d - 1), self.pick("in", "not in"), self.list(d - 1))
        if k == 5:
            return "(%s is %s%s)" % (self.any(d - 1), self.pick("", "not "), self.pick("defined", "undefined", "none", "string", "number", "integer", "float", "boolean", "mapping", "sequence", "iterable", "escaped", "true", "false", "lower", "upper"))
        if k == 6:
            number = self.int(d - 1)
            # Jinja would fill this text with the divisor; stet says that a number is needed.
            number = "3" if number == '"%s"' else number
            return "(%s is %s)" % (number, self.pick("odd", "even", "divisibleby 3", "divisibleby(2)", "eq 4", "gt 2", "in [1, 2, 3]", "sameas 3"))
        if k == 7:
            return "(%s %s %s)" % (self.str(d - 1), self.pick("==", "!=", "<", ">", "in", "not in"), self.str(d - 1))
        if k == 8:
            return "(%s == %s)" % (self.any(d - 1), self.any(d - 1))
        return "%s.%s(%s)" % (self.atom(self.str(d - 1)), self.pick("startswith", "endswith"), self.str(0))

    def ints(self, d):
        return self.pick("list", "[%s]" % ", ".join(self.int(d - 1) for _ in range(self.r.randint(1, 4))), "range(%d) | list" % self.r.randint(0, 6))

    def list(self, d):
        if d <= 0:
            return self.pick(self.name("list"), "none_list", "[1, 'a', none]", "range(4) | list", "['<', 'b']")
        k = self.r.randint(0, 13)
        a = self.atom(self.list(d - 1))
        if k < 2:
            return "[%s]" % ", ".join(self.any(d - 1) for _ in range(self.r.randint(1, 4)))
        if k == 2:
            return "%s | sort%s" % (self.pick("words", self.atom(self.ints(d - 1))), self.pick("", "(true)", "(reverse=true, case_sensitive=true)"))
        if k == 3:
            return "%s | map(%s) | list" % (a, self.pick("'upper'", "'string'", "'default', 'x'", "'trim'", "'replace', 'a', 'b'", "'escape'"))
        if k == 4:
            return "%s | %s | list" % (a, self.pick("select", "reject", "select('defined')", "select('string')", "reject('none')", "reject('in', [1, 2])"))
        if k == 5:
            return "users | %s | map(attribute='%s') | list" % (self.pick("selectattr('active')", "rejectattr('active')", "selectattr('age', 'gt', 26)", "sort(attribute='name')", "sort(attribute='age,name', reverse=true)", "unique(attribute='city')"), self.pick("name", "age", "city"))
        if k == 6:
            return "%s | batch(%d%s) | list" % (a, self.r.randint(1, 4), self.pick("", ", 'x'"))
        if k == 7:
            return "%s | slice(%d%s) | list" % (a, self.r.randint(1, 4), self.pick("", ", 'x'"))
        if k == 8:
            return "%s | reverse | list" % a
        if k == 9:
            return "%s | unique | list" % self.pick("words", self.atom(self.ints(d - 1)))
        if k == 10:
            return "(%s + %s)" % (a, self.list(d - 1))
        if k == 11:
            return "%s.%s" % (self.atom(self.str(d - 1)), self.pick("split()", "split(',')", "splitlines()", "split('a', 1)", "partition('a') | list"))
        if k == 12:
            return "%s[%s]" % (a, self.pick("1:", ":2", "::-1", "-2:", "::2"))
        return self.pick("%s | list" % self.atom(self.str(d - 1)), "%s | items | list" % self.atom(self.map(d - 1)), "%s | dictsort" % self.atom(self.map(d - 1)), "map.keys() | list", "users | groupby('city') | map('first') | list")

    def map(self, d):
        if d <= 0:
            return self.pick("map", "{}", "{'a': 1}", "nested.x.y")
        return self.pick("{%s}" % ", ".join("%s: %s" % (self.lit(), self.any(d - 1)) for _ in range(self.r.randint(0, 3))), "dict(a=%s, b=%s)" % (self.any(d - 1), self.any(d - 1)), "users[%d]" % self.r.randint(0, 2))

    def atom(self, e):
        simple = e.replace("_", "").isalnum() or (e[:1] in "([{" and e[-1:] in ")]}" and e.count(e[0]) == 1)
        return e if simple else "(%s)" % e

    # Statements.

    def body(self, d, top=False):
        return "".join(self.statement(d, top) for _ in range(self.r.randint(1, 4 if d > 1 else 2)))

    def tag(self, inside):
        left = self.pick("{%", "{%", "{%", "{%-", "{%+")
        right = self.pick("%}", "%}", "%}", "-%}", "+%}")
        return "%s %s %s" % (left, inside, right)

    def out(self, e):
        return "%s %s %s" % (self.pick("{{", "{{", "{{", "{{-", "{{+"), e, self.pick("}}", "}}", "}}", "-}}"))

    def text(self):
        return self.pick("text", " ", "\n", "\n  ", "<p>", "a & b", "  indented\n", "é", "{", "}", "%", "")

    def with_name(self, kind, name, make):
        self.names[kind] = self.names[kind] + [name]
        made = make()
        self.names[kind] = self.names[kind][:-1]
        return made

    def statement(self, d, top):
        if d <= 0:
            return self.pick(self.text(), self.out(self.any(2)))
        k = self.r.randint(0, 21)
        if k < 3:
            return self.text()
        if k < 7:
            return self.out(self.any(3))
        if k == 7:
            otherwise = self.pick("", self.tag("else") + self.body(d - 1), self.tag("elif " + self.bool(2)) + self.body(d - 1) + self.tag("else") + self.body(d - 1))
            return self.tag("if " + self.pick(self.bool, self.any)(2)) + self.body(d - 1) + otherwise + self.tag("endif")
        if k < 11:
            v = self.fresh()
            condition = self.pick("", "", " if %s" % self.bool(1))
            head = "for %s in %s%s" % (v, self.list(2), condition)
            if self.r.random() < 0.2:
                head = "for k_%s, %s in %s.items()" % (v, v, self.atom(self.map(1)))
            inner = self.with_name("str", v, lambda: self.body(d - 1) + self.pick("", self.out("loop." + self.pick("index", "index0", "first", "last", "length", "revindex", "depth")), self.out("loop.cycle('o', 'e')"), self.out("loop.changed(%s)" % v), self.out("', ' if not loop.last")))
            otherwise = self.pick("", "", self.tag("else") + self.body(d - 1))
            return self.tag(head) + inner + otherwise + self.tag("endfor")
        if k == 11:
            v = self.fresh()
            kind = self.pick("int", "str", "list", "map")
            made = self.tag("set %s = %s" % (v, getattr(self, kind)(2)))
            if top:
                self.names[kind] = self.names[kind] + [v]
                return made
            return made + self.out(v)
        if k == 12:
            v = self.fresh()
            made = self.tag("set %s%s" % (v, self.pick("", " | upper", " | trim", " | replace('a', 'b')"))) + self.body(d - 1) + self.tag("endset")
            return made + self.out(v)
        if k == 13:
            v = self.fresh()
            return self.tag("with %s = %s" % (v, self.str(2))) + self.with_name("str", v, lambda: self.body(d - 1)) + self.tag("endwith")
        if k == 14:
            return self.tag("filter " + self.pick("upper", "trim", "escape", "replace('a', 'b') | title", "indent(2)", "striptags")) + self.body(d - 1) + self.tag("endfilter")
        if k == 15:
            macros, self.macros = self.macros, []
            made = self.tag("autoescape " + self.pick("true", "false")) + self.body(d - 1) + self.tag("endautoescape")
            self.macros = macros
            return made
        if k == 16 and top:
            m = self.fresh()
            body = self.with_name("str", "p", lambda: self.body(d - 1))
            made = self.tag("macro %s(p, q=%s)" % (m, self.any(1))) + body + self.pick("", self.out("q"), self.out("varargs | list"), self.out("caller('c') if caller is defined else 'no'")) + self.tag("endmacro")
            self.macros.append(m)
            return made
        if k == 17 and self.macros:
            m = self.r.choice(self.macros)
            return self.out("%s(%s)" % (m, self.pick(self.str(1), "%s, %s" % (self.str(1), self.any(1)), "q=%s, p=%s" % (self.any(1), self.str(1)), "")))
        if k == 18 and self.macros:
            m = self.r.choice(self.macros)
            return self.tag("call(z) %s(%s)" % (m, self.str(1))) + self.body(d - 1) + self.tag("endcall")
        if k == 19:
            return self.pick("{# comment #}", "{#- comment -#}", self.tag("raw") + "{{ raw }} {% x %}" + self.tag("endraw"))
        if k == 20:
            return self.tag("include " + self.pick("'part.html'", "'part.txt'", "['no', 'part.html']", "'nope' ignore missing"))
        if k == 21 and top:
            self.block = getattr(self, "block", 0) + 1
            return self.tag("block b%d%s" % (self.block, self.pick("", " scoped"))) + self.body(d - 1) + self.tag("endblock")
        return self.out(self.str(3))

    def templates(self):
        name = self.pick("main.txt", "main.html")
        templates = {name: ""}
        part = self.body(1)
        templates["part.html"] = part.replace("include", "set x = ") if False else "".join(self.out(self.str(2)) for _ in range(2))
        templates["part.txt"] = self.out(self.any(2)) + self.text()
        if self.r.random() < 0.35:
            base = "base" + name[4:]
            blocks = ["one", "two", "three"]
            source = self.text()
            for b in blocks:
                source += self.tag("block %s" % b) + self.body(1) + self.tag("endblock") + self.text()
            templates[base] = source
            child = self.tag("extends '%s'" % base) + self.pick("", self.tag("set s = %s" % self.str(1)))
            for b in self.r.sample(blocks, self.r.randint(1, 3)):
                child += self.tag("block %s" % b) + self.body(2) + self.pick("", self.out("super()"), self.out("super() | upper")) + self.tag("endblock")
            templates[name] = child + self.pick("", self.text())
        else:
            templates[name] = self.body(3, top=True)
        return templates

    def options(self):
        options = {}
        for flag in ("trim_blocks", "lstrip_blocks", "keep_trailing_newline"):
            if self.r.random() < 0.2:
                options[flag] = True
        if self.r.random() < 0.3:
            options["lenient"] = True
        return options


def main():
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    cases = []
    for number in range(count):
        generator = Generator(seed * 1_000_003 + number)
        templates, options = generator.templates(), generator.options()
        expected = render(templates, VALUES, options)
        cases.append({"name": "random %d/%d" % (seed, number), "templates": templates, "options": options, "expected": expected})
    json.dump({"values": VALUES, "cases": cases}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
