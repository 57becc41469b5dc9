"""Whole templates for the corpus: (name, template or templates, values or None, options)."""

D = []


def add(name, source, values=None, **options):
    D.append((name, source, values, options))


STATEMENTS = r"""
{% if yes %}a{% endif %}
{% if no %}a{% else %}b{% endif %}
{% if no %}a{% elif zero %}b{% elif n == 7 %}c{% else %}d{% endif %}
{% if not no and yes %}x{% endif %}
{% if list %}full{% endif %}{% if none_list %}x{% else %}empty{% endif %}
{% for x in list %}{{ x }},{% endfor %}
{% for x in none_list %}{{ x }}{% else %}nothing{% endfor %}
{% for x in list %}{{ x }}{% else %}nothing{% endfor %}
{% for x in list if x > 1 %}{{ x }} {{ loop.index }}/{{ loop.length }};{% endfor %}
{% for x in list if x > 5 %}{{ x }}{% else %}none{% endfor %}
{% for k, v in map.items() %}{{ k }}={{ v }};{% endfor %}
{% for k, v in map | dictsort %}{{ k }}={{ v }};{% endfor %}
{% for k in map %}{{ k }}{% endfor %}
{% for a, (b, c) in [(1, (2, 3)), (4, (5, 6))] %}{{ a }}{{ b }}{{ c }};{% endfor %}
{% for (a, b) in [(1, 2)] %}{{ a }}{{ b }}{% endfor %}
{% for c in "abc" %}{{ c }}-{% endfor %}
{% for x in list %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }} {% endfor %}
{% for x in list %}{{ loop.cycle('odd', 'even') }} {% endfor %}
{% for x in [1, 1, 2, 2, 1] %}{{ loop.changed(x) }} {% endfor %}
{% for x in list %}{% if not loop.first %}{{ loop.previtem }}<{% endif %}{{ x }}{% if not loop.last %}>{{ loop.nextitem }}{% endif %} {% endfor %}
{% for x in list %}{{ loop.previtem is defined }}{{ loop.nextitem is defined }} {% endfor %}
{% for x in list %}{{ loop.depth }}{{ loop.depth0 }}{% for y in list %}{{ loop.depth }}{{ loop.index }}{% endfor %}{{ loop.index }};{% endfor %}
{% for x in tree recursive %}<{{ x.name }}{% if x.kids %}({{ loop(x.kids) }}){% endif %}>{{ loop.depth }}{% endfor %}
{% for x in tree recursive %}[{{ loop.index }}{{ x.name }}{{ loop(x.kids) }}]{% else %}-{% endfor %}
{% for x in range(3) %}{% for y in range(x) %}{{ x }}{{ y }} {% else %}no {% endfor %}{% endfor %}
{% for x in list %}{% set y = x %}{% endfor %}{{ y is defined }}
{% set x = 1 %}{% for i in list %}{% set x = i %}{{ x }}{% endfor %}{{ x }}
{% set x = 1 %}{% if yes %}{% set x = 2 %}{% endif %}{{ x }}
{% set x = 1 %}{% with %}{% set x = 2 %}{{ x }}{% endwith %}{{ x }}
{% set a, b = 1, 2 %}{{ a }}{{ b }}
{% set (a, b) = [3, 4] %}{{ a }}{{ b }}
{% set a = 1, 2 %}{{ a }}
{% set x %}block {{ n }}{% endset %}[{{ x }}]
{% set x | upper %}block{% endset %}[{{ x }}]
{% set x | replace('b', 'c') | upper %}block{% endset %}[{{ x }}]
{% set ns = namespace(total=0) %}{% for x in list %}{% set ns.total = ns.total + x %}{% endfor %}{{ ns.total }}
{% set ns = namespace() %}{% set ns.a = 'x' %}{{ ns.a }}{{ ns.b is defined }}
{% set ns = namespace(a=1) %}{% set ns.a %}blk{% endset %}{{ ns.a }}
{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}
{% with a = n %}{% with b = a + 1 %}{{ b }}{% endwith %}{% endwith %}
{% set a = 5 %}{% with a = 1, b = a %}{{ a }}{{ b }}{% endwith %}{{ a }}
{% raw %}{{ not }} {% evaluated %}{% endraw %}
{%- raw -%}  {{ x }}  {%- endraw -%}
a{# comment #}b
a{#- comment -#}  b
{# {{ nested }} {% tags %} #}x
{% filter upper %}text {{ name }}{% endfilter %}
{% filter upper | replace('A', 'b') %}text a{% endfilter %}
{% filter indent(2, true) %}a
b{% endfilter %}
{% macro m(a, b=2) %}[{{ a }}{{ b }}]{% endmacro %}{{ m(1) }}{{ m(1, 3) }}{{ m(b=4, a=5) }}
{% macro m(a, b=a) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}
{% macro m() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, x=3) }}
{% macro m(a) %}{{ a }}{{ varargs | join('-') }}{% endmacro %}{{ m(1, 2, 3) }}
{% macro m(a) %}{{ a is defined }}{% endmacro %}{{ m() }}{{ m(1) }}
{% macro m(x) %}{% if x > 0 %}{{ x }}{{ m(x - 1) }}{% endif %}{% endmacro %}{{ m(3) }}
{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}body {{ n }}{% endcall %}
{% macro m(items) %}{% for i in items %}<{{ caller(i, loop.index) }}>{% endfor %}{% endmacro %}{% call(x, i) m(list) %}{{ i }}:{{ x }}{% endcall %}
{% macro m() %}{{ caller(1) }}{% endmacro %}{% call(a, b=2) m() %}{{ a }}{{ b }}{% endcall %}
{% macro m() %}{% if caller is defined %}c{% else %}n{% endif %}{% endmacro %}{{ m() }}
{% macro m(a, b=1) %}{{ caller }}{% endmacro %}{{ m.name }}{{ m.arguments }}{{ m.catch_kwargs }}{{ m.catch_varargs }}{{ m.caller }}
{% macro a() %}A{% endmacro %}{% macro b() %}{{ a() }}B{% endmacro %}{{ b() }}
{% set x = 1 %}{% macro m() %}{{ x }}{% endmacro %}{% set x = 2 %}{{ m() }}
{% macro m() %}{{ x }}{% endmacro %}{% set x = 3 %}{{ m() }}
{% macro m(x) %}{% set x = x + 1 %}{{ x }}{% endmacro %}{{ m(1) }}{{ m(2) }}
{% for x in list %}{% macro m() %}{{ x }}{% endmacro %}{{ m() }}{% endfor %}
{% macro m(list) %}{{ list }}{% endmacro %}{{ m([1]) }}{{ list }}
{% macro outer() %}{% macro inner(x) %}<{{ x }}>{% endmacro %}{{ inner(1) }}{% endmacro %}{{ outer() }}
{% macro m(**kwargs) %}{% endmacro %}
{{ m }}
{% macro m() %}x{% endmacro %}{{ m() | upper }}{{ m() ~ '!' }}{{ m() | length }}
{% macro m(n) %}{{ n }}{% endmacro %}{{ m(n=n) }}{{ m(*[1]) }}{{ m(**{'n': 2}) }}
{% block a %}A{% endblock %}{{ self.a() }}
{% block a %}A{% block b %}B{% endblock %}{% endblock a %}
{% block a scoped %}x{% endblock %}
{% for x in list %}{% block a scoped %}{{ x }}{% endblock %}{% endfor %}
{% for x in list %}{% block a %}{{ x is defined }}{% endblock %}{% endfor %}
{% set x = 1 %}{% block a %}{{ x }}{% endblock %}
{% block a %}{% set x = 1 %}{% endblock %}{{ x is defined }}
{% block a %}{% set y = 1 %}{{ y }}{% endblock %}{% block b %}{{ y is defined }}{% endblock %}
{% autoescape true %}{{ html }}{% endautoescape %}
{% autoescape true %}{{ html | safe }}{{ '<' ~ html | safe }}{% endautoescape %}
{% autoescape false %}{{ html }}{% endautoescape %}
{% autoescape yes %}{{ html }}{% autoescape no %}{{ html }}{% endautoescape %}{% endautoescape %}
{% print 1 + 1 %}
{% set c = cycler('a', 'b', 'c') %}{{ c.next() }}{{ c.next() }}{{ c.current }}{{ c.next() }}{{ c.next() }}{% set _ = c.reset() %}{{ c.next() }}
{% set j = joiner('|') %}{% for x in list %}{{ j() }}{{ x }}{% endfor %}
{% set j = joiner() %}{{ j() }}a{{ j() }}b
{% for x in list -%}  {{ x }}  {%- endfor %}
  {%- if yes %} a {% endif -%}  b
{{- name -}}  x
a  {{- name -}}  b
a  {{+ name }}  b
{% if yes -%}

 a

{%- endif %}
x {%- set a = 1 -%} y
{{ 'a' if yes }}
{{ "{{" }}{{ '%}' }}{{ "#}" }}
{{ {'a': {'b': 1}} }}
{{ [[1, 2], [3, 4]][1][0] }}
{%if yes%}tight{%endif%}
{{name}}{{ name}}{{name }}
{% for item in [{'a': 1}, {'a': 2}] %}{{ item.a }}{% endfor %}
{% set x = [1, 2] %}{% set y = x + [3] %}{{ y }}{{ x }}
{% set items = [] %}{% for x in list %}{% set items = items + [x] %}{% endfor %}{{ items }}
{% for x in list | sort %}{{ x }}{{ ", " if not loop.last }}{% else %}{% endfor %}
{% for user in users | sort(attribute='name') %}{{ user.name }} ({{ user.age }}){% if not loop.last %}, {% endif %}{% endfor %}
{% for city, group in users | groupby('city') %}{{ city }}: {{ group | map(attribute='name') | join(', ') }}; {% endfor %}
{% for g in users | groupby('age') %}{{ g.grouper }}={{ g.list | length }} {% endfor %}
{% for row in range(7) | batch(3, '-') %}{{ row | join(' ') }}
{% endfor %}
{{ users | selectattr('active') | map(attribute='name') | join(' & ') }}
{% if name is defined and name is string and name | length == 3 %}ok{% endif %}
{% if n is divisibleby 7 and not n is even %}ok{% endif %}
{% if (1, 2) == (1, 2) %}t{% endif %}
{{ (1, 2, 3) | list }}{{ (1, 2) }}
{% set x = {'a': 1} %}{{ x['a'] }}{{ x.a }}{{ x }}
{%- for i in range(3) %}
  {{ i }}
{%- endfor %}
{{ '%s' % title }}
{{ title }}
{{ 5 }}{{ 5.0 }}{{ true }}{{ none }}{{ [] }}
{% set loop_ = 1 %}{{ loop_ }}
{% set true_ = 1 %}{{ true_ }}
line one
line two
{% include 'nope' ignore missing %}x
{% include ['nope', 'nope2'] ignore missing %}x
{% call undefined_macro() %}x{% endcall %}
{% macro m() %}x{% endmacro %}{% call m() %}y{% endcall %}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(b=2) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, a=2) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}
{% for a, b in [1, 2] %}{% endfor %}
{% for a, b in [(1, 2, 3)] %}{% endfor %}
{% for x in 5 %}{% endfor %}
{% for x in none %}{% endfor %}
{% for x in missing %}{% endfor %}
{% if missing %}{% endif %}
{% set a, b = 1 %}
{% set x.y = 1 %}
{% for loop in list %}{% endfor %}
{% set true = 1 %}
{% set none = 1 %}
{% include 'nope' %}
{% extends 'nope' %}
{% import 'nope' as n %}
{% block a %}{% endblock %}{% block a %}{% endblock %}
{% block a %}{{ super() }}{% endblock %}
{% block a-b %}{% endblock %}
{{ self.nope() }}
{% block a required %}{% endblock %}
{% if %}{% endif %}
{% if x
{% if yes %}
{% for x in list %}
{% endif %}
{% else %}
{% endfor %}
{% for x list %}{% endfor %}
{% for in list %}{% endfor %}
{% nosuchtag %}
{% macro %}{% endmacro %}
{% macro m %}{% endmacro %}
{% macro m(a=1, b) %}{% endmacro %}
{% set %}
{% set x = %}
{% block %}{% endblock %}
{% raw %}unclosed
{# unclosed
{{ unclosed
{% unclosed
{{ }}
{% %}
{% call m %}x{% endcall %}
{% filter nosuch %}x{% endfilter %}
{% from 'x' import _private %}
{% if yes %}a{% else %}b{% else %}c{% endif %}
{% autoescape %}x{% endautoescape %}
{{ 1 }}}
{{ {}} }}
{{ [1, 2 }}
{{ (1, 2] }}
{% set a = 1 %}}{{ a }}
{% with a %}{% endwith %}
{% with a=1 b=2 %}{% endwith %}
"""

block = None
for line in STATEMENTS.strip("\n").split("\n"):
    # A line that goes on from the one before is part of its template.
    starts = line in ("b{% endfilter %}", " a", "{%- endif %}", "", "  {{ i }}", "{%- endfor %}", "line two") or (
        line == "{% endfor %}" and block and block.endswith("{{ row | join(' ') }}")
    )
    if starts and block is not None:
        block += "\n" + line
        continue
    if block is not None:
        add(block, block)
    block = line
add(block, block)

HTML = r"""
{{ title }}
{{ title | safe }}
{{ title | e }}{{ title | escape | escape }}
{{ title | forceescape }}{{ title | e | forceescape }}
{{ title | upper }}{{ (html | safe) | upper }}
{{ "<" }}{{ '"' }}{{ "'" }}{{ "&" }}{{ ">" }}
{{ ["<a>", html | safe] }}
{{ ["<a>", html | safe] | join("<br>") }}
{{ ["<a>", html | safe] | join("<br>" | safe) }}
{{ ["<a>", "<b>"] | join("<br>" | safe) }}
{{ ["<a>", "<b>"] | join("<br>") }}
{{ html ~ "<i>" }}
{{ (html | safe) ~ "<i>" }}
{{ (html | safe) + "<i>" }}
{{ "<i>" + (html | safe) }}
{{ ("<%s>" | safe) | format("<x>") }}
{{ "<%s>" | format("<x>") }}
{{ ("<%s>" | safe) % "<x>" }}
{{ ("<{}>" | safe).format("<x>") }}
{{ (html | safe) | replace("b", "<i>") }}
{{ html | replace("b", "<i>" | safe) }}
{{ html | replace("<b>", "[") }}
{{ (html | safe) | replace("<b>" | safe, "[") }}
{{ (html | safe) | replace("<b>", "[") }}
{{ html | title }}{{ (html | safe) | title }}
{{ html | striptags }}
{{ {"a": "<b>"} | tojson }}
{{ "<" | tojson }}
{{ {"class": "<x>"} | xmlattr }}
{{ "x http://a.com/?a=1&b=2 <y>" | urlize }}
{{ ("x http://a.com/ <y>" | safe) | urlize }}
{{ long | truncate(20, true, "<b>") }}
{{ (html | safe) | truncate(5, true, "…", 0) }}
{{ ("<b>one two three four</b>" | safe) | truncate(12, false, "<…>") }}
{{ ("<a>\n<b>" | safe) | indent }}{{ ("<a>\n<b>") | indent }}
{{ ("<a>" | safe) | indent("<", true) }}
{{ (html | safe) | trim }}{{ (html | safe) | capitalize }}{{ (html | safe) | lower }}
{{ (html | safe) | string }}{{ (html | safe)[0:3] }}{{ (html | safe) | list }}
{{ (html | safe) | reverse }}
{{ (html | safe) | wordwrap(5) }}
{{ (html | safe) | first }}{{ html | first }}
{{ (html | safe).upper() }}{{ (html | safe).replace("b", "<") }}{{ (html | safe).split("b") | join("<") }}
{{ ("<" | safe).join(["<a>", "b"]) }}
{{ (html | safe) * 2 }}
{{ (html | safe) == html }}
{{ (html | safe) | length }}{{ html | length }}
{{ html | center(20) }}{{ (html | safe) | center(20) }}
{% set x %}<b>{{ title }}</b>{% endset %}{{ x }}
{% set x | upper %}<b>{{ title }}</b>{% endset %}{{ x }}
{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m(title) }}{{ m(m("<")) }}
{% macro m(x) %}<i>{{ caller(x) }}</i>{% endmacro %}{% call(y) m("<") %}[{{ y }}]{% endcall %}
{% filter upper %}<b>{{ title }}</b>{% endfilter %}
{% filter escape %}<b>{{ title }}</b>{% endfilter %}
{% filter replace("b", "c") %}<b>{{ title }}</b>{% endfilter %}
{% filter title %}<b>x{{ "<" }}</b>{% endfilter %}
{% autoescape false %}{{ title }}{{ html | e }}{{ (html | safe) ~ "<" }}{% endautoescape %}
{% autoescape false %}{% macro m(x) %}<{{ x }}>{% endmacro %}{% endautoescape %}{{ m("<") }}
{% autoescape false %}{% set x %}<b>{% endset %}{% endautoescape %}{{ x }}
{% for x in ["<a>", html | safe] %}{{ x }}{% endfor %}
{% for x in tree recursive %}<{{ x.name }}>{{ loop(x.kids) }}{% endfor %}
{% block a %}<{{ title }}>{% endblock %}{{ self.a() }}
{{ title if yes else html | safe }}
{{ (html | safe) if yes else title }}
{{ missing | default("<x>") }}{{ missing | default("<x>" | safe) }}
{{ 1 < 2 }}{{ none }}{{ {"<": ">"} }}
{{ "%s" % html }}{{ "%s" | safe % html }}
{{ ("a" | safe, "<") }}
{{ [html | safe] | string }}
{{ {"a": html | safe} }}
{{ html | urlencode }}
{{ html | pprint }}
{{ ["b", "<a>"] | sort | join(" ") }}
{{ html | escape is escaped }}{{ (html | e) ~ "" is escaped }}
{{ "é & ü" }}
"""
for line in HTML.strip("\n").split("\n"):
    add("html: " + line, {"main.html": line})

TRIM = [
    "{% if yes %}\n a\n{% endif %}\nb",
    "  {% if yes %}\n  a\n  {% endif %}\nb",
    "  {%+ if yes %}\n  a\n  {% endif +%}\nb",
    "  {{ name }}\n  {# c #}\n  x",
    "x {% if yes %} y {% endif %} z",
    "{% for x in list %}\n  {{ x }}\n{% endfor %}\n",
    "\t{% set a = 1 %}\n\t{{ a }}\n",
    "{% raw %}\n  {{ x }}\n{% endraw %}\ny",
    "  {% raw %}\n  x\n  {% endraw %}\n  y",
    "{# c #}\n\nx",
    "a\r\n  {% if yes %}\r\nb\r\n{% endif %}\r\nc",
    "{%- if yes %}\n x\n {%- endif %}\n y",
    "{% if yes -%}\n  x\n  {%- endif -%}\n  y",
    "  {#- c -#}  \n x",
    "{% block a %}\n  {% block b %}\n x\n {% endblock %}\n{% endblock %}",
    "{{ name }}\n{% set x = 2 %}\n{{ x }}\n\n",
    "   {% if yes %}x{% endif %}   {% if yes %}y{% endif %}",
]
for source in TRIM:
    add("plain " + source, source)
    add("trim " + source, source, trim_blocks=True)
    add("lstrip " + source, source, lstrip_blocks=True)
    add("both " + source, source, trim_blocks=True, lstrip_blocks=True)
add("newline kept", "x\n", keep_trailing_newline=True)
add("newline dropped", "x\n")
add("newlines dropped once", "x\n\n")
add("crlf dropped", "x\r\n")
add("cr", "a\rb\r")

BASE = "<{% block title %}base{% endblock %}|{% block body %}{% endblock %}>"
add("child", {"main.txt": "{% extends 'base' %}{% block body %}child {{ n }}{% endblock %}", "base": BASE})
add("child with text", {"main.txt": "text {{ n }}{% extends 'base' %}more{% block body %}b{% endblock %}tail", "base": BASE})
add("super", {"main.txt": "{% extends 'base' %}{% block title %}[{{ super() }}]{% endblock %}", "base": BASE})
add("three levels", {
    "main.txt": "{% extends 'mid' %}{% block title %}c{{ super() }}{% endblock %}",
    "mid": "{% extends 'base' %}{% block title %}m{{ super() }}{% endblock %}{% block body %}mid{% endblock %}",
    "base": BASE,
})
add("super.super", {
    "main.txt": "{% extends 'mid' %}{% block title %}c{{ super.super() }}{% endblock %}",
    "mid": "{% extends 'base' %}{% block title %}m{{ super() }}{% endblock %}",
    "base": BASE,
})
add("super through a gap", {
    "main.txt": "{% extends 'mid' %}{% block title %}c{{ super() }}{% endblock %}",
    "mid": "{% extends 'base' %}",
    "base": BASE,
})
add("super twice and filtered", {"main.txt": "{% extends 'base' %}{% block title %}{{ super() | upper }}{{ super() }}{% endblock %}", "base": BASE})
add("set seen by parent", {"main.txt": "{% extends 'b' %}{% set x = 5 %}", "b": "{{ x }}{% block a %}{{ x }}{% endblock %}"})
add("set seen by block", {"main.txt": "{% extends 'b' %}{% set x = 5 %}{% block a %}{{ x }}{% endblock %}", "b": "{% block a %}{% endblock %}"})
add("parent sets over child", {"main.txt": "{% extends 'b' %}{% set x = 5 %}{% block a %}{{ x }}{% endblock %}", "b": "{% set x = 6 %}{% block a %}{% endblock %}"})
add("macro in child", {"main.txt": "{% extends 'b' %}{% macro m() %}M{% endmacro %}{% block a %}{{ m() }}{% endblock %}", "b": "{% block a %}{% endblock %}"})
add("import in child", {"main.txt": "{% extends 'b' %}{% import 'm' as m %}{% block a %}{{ m.f(1) }}{% endblock %}", "b": "{% block a %}{% endblock %}", "m": "{% macro f(x) %}<{{ x }}>{% endmacro %}"})
add("dynamic extends", {"main.txt": "{% extends which %}{% block a %}c{{ super() }}{% endblock %}", "b": "[{% block a %}b{% endblock %}]"}, {"which": "b"})
add("conditional extends taken", {"main.txt": "{% if yes %}{% extends 'b' %}{% endif %}x{% block a %}c{% endblock %}", "b": "[{% block a %}b{% endblock %}]"})
add("conditional extends left", {"main.txt": "{% if no %}{% extends 'b' %}{% endif %}x{% block a %}c{% endblock %}", "b": "[{% block a %}b{% endblock %}]"})
add("extends in else", {"main.txt": "{% extends 'b' if no else 'c' %}", "b": "b", "c": "c"})
add("required filled", {"main.txt": "{% extends 'b' %}{% block a %}c{% endblock %}", "b": "[{% block a required %}{% endblock %}]"})
add("required missing", {"main.txt": "{% extends 'b' %}", "b": "[{% block a required %}{% endblock %}]"})
add("required blank", {"main.txt": "{% extends 'b' %}{% block a %}c{% endblock %}", "b": "[{% block a required %}  {# c #}\n{% endblock %}]"})
add("required not blank", {"main.txt": "{% block a required %}x{% endblock %}"})
add("nested block override outer", {"main.txt": "{% extends 'b' %}{% block o %}O{{ super() }}{% endblock %}", "b": "{% block o %}o{% block i %}i{% endblock %}{% endblock %}"})
add("nested block override inner", {"main.txt": "{% extends 'b' %}{% block i %}I{% endblock %}", "b": "{% block o %}o{% block i %}i{% endblock %}{% endblock %}"})
add("block in loop", {"main.txt": "{% extends 'b' %}{% block i scoped %}{{ x }}!{% endblock %}", "b": "{% for x in list %}{% block i scoped %}{{ x }}{% endblock %}{% endfor %}"})
add("block in loop unscoped", {"main.txt": "{% extends 'b' %}{% block i %}{{ x is defined }}{% endblock %}", "b": "{% for x in list %}{% block i %}{% endblock %}{% endfor %}"})
add("scoped super", {"main.txt": "{% extends 'b' %}{% block i scoped %}{{ super() }}{{ x }}{% endblock %}", "b": "{% for x in list %}{% block i scoped %}<{{ x }}>{% endblock %}{% endfor %}"})
add("self in child", {"main.txt": "{% extends 'b' %}{% block t %}T{% endblock %}", "b": "{% block t %}t{% endblock %}={{ self.t() }}"})
add("block in if in child", {"main.txt": "{% extends 'b' %}{% if no %}{% block t %}T{% endblock %}{% endif %}", "b": "{% block t %}t{% endblock %}"})
add("extends itself twice", {"main.txt": "{% extends 'b' %}{% extends 'b' %}", "b": "b"})
add("escaping in inheritance", {"main.html": "{% extends 'base.html' %}{% block a %}{{ html }}{{ super() }}{% endblock %}", "base.html": "{% block a %}{{ html }}{% endblock %}"})
add("text base of html child", {"main.html": "{% extends 'base.txt' %}{% block a %}{{ html }}{% endblock %}", "base.txt": "{{ html }}{% block a %}{{ html }}{% endblock %}"})

add("include", {"main.txt": "[{% include 'i' %}]", "i": "inc {{ n }}"})
add("include sees locals", {"main.txt": "{% set x = 1 %}{% for y in list %}{% include 'i' %}{% endfor %}", "i": "{{ x }}{{ y }} "})
add("include without context", {"main.txt": "{% set x = 1 %}{% include 'i' without context %}", "i": "{{ x is defined }}{{ n is defined }}"})
add("include with context", {"main.txt": "{% set x = 1 %}{% include 'i' with context %}", "i": "{{ x }}"})
add("include set does not leak", {"main.txt": "{% include 'i' %}{{ z is defined }}", "i": "{% set z = 1 %}{{ z }}"})
add("include list", {"main.txt": "{% include ['nope', 'i'] %}", "i": "i"})
add("include variable", {"main.txt": "{% include which %}{% include [none_, which] if false else which %}", "i": "i"}, {"which": "i"})
add("include ignore missing found", {"main.txt": "{% include 'i' ignore missing %}", "i": "i"})
add("include ignore missing with context", {"main.txt": "{% include 'nope' ignore missing without context %}x"})
add("include missing in list", {"main.txt": "{% include ['a', 'b'] %}"})
add("include with blocks", {"main.txt": "{% block a %}outer{% endblock %}{% include 'i' %}", "i": "{% block a %}inner{% endblock %}"})
add("include extends", {"main.txt": "{% include 'i' %}", "i": "{% extends 'b' %}{% block a %}I{% endblock %}", "b": "<{% block a %}{% endblock %}>"})
add("include in macro", {"main.txt": "{% macro m(x) %}{% include 'i' %}{% endmacro %}{{ m(5) }}", "i": "{{ x }}"})
add("include loop variable", {"main.txt": "{% for x in list %}{{ loop.index }}{% include 'i' %}{% endfor %}", "i": "{{ x }}"})
add("include escaping", {"main.html": "{{ html }}{% include 'i.txt' %}{% include 'i.html' %}{{ html }}", "i.txt": "{{ html }}", "i.html": "{{ html }}"})
add("include in block sees block locals", {"main.txt": "{% block a %}{% set q = 3 %}{% include 'i' %}{% endblock %}", "i": "{{ q }}"})

M = "{% macro f(x, y=2) %}<{{ x }}{{ y }}>{% endmacro %}{% set v = 9 %}{% macro _p() %}p{% endmacro %}"
add("import", {"main.txt": "{% import 'm' as m %}{{ m.f(1) }}{{ m.v }}", "m": M})
add("from import", {"main.txt": "{% from 'm' import f, v %}{{ f(1) }}{{ v }}", "m": M})
add("from import as", {"main.txt": "{% from 'm' import f as g, v as w %}{{ g(1, 3) }}{{ w }}", "m": M})
add("from import missing", {"main.txt": "{% from 'm' import nope %}{{ nope() }}", "m": M})
add("import attribute missing", {"main.txt": "{% import 'm' as m %}{{ m.nope() }}", "m": M})
add("import without context", {"main.txt": "{% import 'm' as m %}{{ m.f() }}", "m": "{% macro f() %}{{ n is defined }}{% endmacro %}"})
add("import with context", {"main.txt": "{% import 'm' as m with context %}{{ m.f() }}", "m": "{% macro f() %}{{ n }}{% endmacro %}"})
add("import with context sees set", {"main.txt": "{% set q = 4 %}{% import 'm' as m with context %}{{ m.f() }}", "m": "{% macro f() %}{{ q }}{% endmacro %}"})
add("from import with context", {"main.txt": "{% from 'm' import f with context %}{{ f() }}", "m": "{% macro f() %}{{ n }}{% endmacro %}"})
add("import uses own names", {"main.txt": "{% from 'm' import f %}{{ f() }}", "m": "{% set own = 3 %}{% macro g() %}g{% endmacro %}{% macro f() %}{{ own }}{{ g() }}{% endmacro %}"})
add("import of import", {"main.txt": "{% import 'a' as a %}{{ a.f() }}", "a": "{% import 'b' as b %}{% macro f() %}{{ b.g() }}{% endmacro %}", "b": "{% macro g() %}G{% endmacro %}"})
add("import in loop", {"main.txt": "{% for i in range(2) %}{% import 'm' as m %}{{ m.f(i) }}{% endfor %}", "m": M})
add("import in macro", {"main.txt": "{% macro k() %}{% from 'm' import f %}{{ f(1) }}{% endmacro %}{{ k() }}", "m": M})
add("import in block", {"main.txt": "{% block a %}{% from 'm' import f %}{{ f(1) }}{% endblock %}", "m": M})
add("import variable name", {"main.txt": "{% import which as m %}{{ m.f(1) }}", "m": M}, {"which": "m"})
add("module printed", {"main.txt": "{% import 'm' as m %}[{{ m }}]", "m": "text {% set a = 1 %}"})
add("call imported", {"main.txt": "{% from 'm' import w %}{% call w('x') %}body{{ n }}{% endcall %}", "m": "{% macro w(t) %}<{{ t }}>{{ caller() }}</{{ t }}>{% endmacro %}"})
add("escaping of imported macro", {"main.html": "{% from 'm.txt' import f %}{{ f('<') }}{% from 'm.html' import f as g %}{{ g('<') }}", "m.txt": "{% macro f(x) %}<{{ x }}>{% endmacro %}", "m.html": "{% macro f(x) %}<{{ x }}>{% endmacro %}"})
add("macro as argument", "{% macro a(f) %}{{ f(1) }}{% endmacro %}{% macro b(x) %}b{{ x }}{% endmacro %}{{ a(b) }}")
add("macro in list", "{% macro b(x) %}b{{ x }}{% endmacro %}{% for f in [b, b] %}{{ f(loop.index) }}{% endfor %}")
add("call inside call", "{% macro a() %}<{{ caller() }}>{% endmacro %}{% call a() %}x{% call a() %}y{% endcall %}{% endcall %}")
add("call with loop", "{% macro a() %}{% for i in range(2) %}{{ caller() }}{% endfor %}{% endmacro %}{% for j in list %}{% call a() %}{{ j }}{% endcall %}{% endfor %}")
add("set block in loop", "{% for x in list %}{% set b %}<{{ x }}>{% endset %}{{ b }}{% endfor %}")
add("filter block in macro", "{% macro m(x) %}{% filter upper %}{{ x }}{% endfilter %}{% endmacro %}{{ m('a') }}")
add("if does not scope in loop", "{% for x in list %}{% if x > 1 %}{% set y = x %}{% endif %}{{ y | default('-') }}{% endfor %}")
add("loop outer alias", "{% for a in list %}{% set outer = loop %}{% for b in list %}{{ outer.index }}{{ loop.index }} {% endfor %}{% endfor %}")
add("loop length by filter", "{% for a in list %}{{ loop | length }}{% endfor %}")
add("loop shadow", "{% for n in list %}{{ n }}{% endfor %}{{ n }}")
add("macro shadows value", "{% macro n() %}m{% endmacro %}{{ n() }}")
add("set range", "{% set range = 5 %}{{ range }}")
add("nested if in loop else", "{% for x in [] %}{% else %}{% if yes %}y{% endif %}{% endfor %}")
add("break out by filter", "{% for x in range(100) if x % 30 == 0 %}{{ x }} {% endfor %}")
add("table", "<table>{% for row in range(4) | batch(2) %}<tr>{% for c in row %}<td>{{ c }}</td>{% endfor %}</tr>{% endfor %}</table>")
add("deep expression", "{{ ((((((((1 + 1) * 2) - 1) ** 2) // 2) % 3) ~ 'x') ~ 'y') }}")
add("long and", "{{ " + " and ".join(["yes"] * 50) + " }}")
add("long chain", "{{ 1" + " + 1" * 100 + " }}")
add("many filters", "{{ 'a'" + " | upper | lower" * 20 + " }}")
add("names of a module that are its own", {"main.txt": "{% import 'm.txt' as m %}{{ m._own }}", "m.txt": "{% set _own = 1 %}"})
add("a module's macro may use them", {"main.txt": "{% import 'm.txt' as m %}{{ m.shown() }}", "m.txt": "{% set _own = 1 %}{% macro shown() %}{{ _own }}{% endmacro %}"})
