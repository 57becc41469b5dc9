"""The corpus of templates that Python's Jinja2 answers; see make_corpus.py."""

VALUES = {
    "title": "Council <votes> on & budget",
    "plain": "hello world",
    "name": "Ada",
    "n": 7,
    "zero": 0,
    "f": 3.75,
    "yes": True,
    "no": False,
    "nothing": None,
    "empty": "",
    "list": [3, 1, 2],
    "words": ["pear", "Apple", "fig", "apple"],
    "none_list": [],
    "map": {"b": 2, "a": 1, "C": 3},
    "nested": {"x": {"y": {"z": "deep"}}, "items2": [1, 2]},
    "users": [
        {"name": "Bea", "age": 30, "city": "Bern", "active": True},
        {"name": "adam", "age": 25, "city": "aarau", "active": False},
        {"name": "Cleo", "age": 30, "city": "bern", "active": True},
    ],
    "tree": [
        {"name": "a", "kids": [{"name": "b", "kids": []}, {"name": "c", "kids": [{"name": "d", "kids": []}]}]},
        {"name": "e", "kids": []},
    ],
    "unicode": "Žluťoučký kůň — naïve 東京",
    "lines": "one\ntwo\n\nthree",
    "html": "<b>bold</b>",
    "long": "The quick brown fox jumps over the lazy dog and runs away from it all.",
}

EXPRESSIONS = """
1 + 2
1 + 2 * 3
(1 + 2) * 3
7 // 2
-7 // 2
7 % 3
-7 % 3
7 % -3
7 / 2
8 / 2
2 ** 10
2 ** -1
2 ** 3 ** 2
-2 ** 2
1.5 + 1
0.1 + 0.2
1e16
1e15
123456789.0 * 10
1e-5
0.0001
1.0
1_000
0x1F
0b101
0o17
10 - 2 - 3
+5
-n
- 5 + 3
--5
7.5 // 2
-7.5 % 2
7.5 % -2
"a" + "b"
"a" * 3
3 * "ab"
[1] + [2, 3]
[1, 2] * 2
(1, 2) + (3,)
"a" ~ 1 ~ 2.5 ~ none ~ true
1 < 2
1 < 2 < 3
1 < 3 < 2
3 > 2 >= 2 == 2 != 3
"a" < "b"
[1, 2] < [1, 3]
1 == 1.0
1 == true
"1" == 1
none == none
[1] == [1]
[1] == (1,)
{"a": 1} == {"a": 1}
1 in [1, 2]
3 not in [1, 2]
"el" in "hello"
"a" in map
"z" in map
not true
not not 1
true and false
1 and 2
0 and 2
0 or 3
"" or "x"
1 or 2
none or false
true and not false or false
1 if yes else 2
1 if no else 2
"a" if no else "b" if yes else "c"
(1 if no else 2) + 1
[]
[1, "a", 2.5, none, true]
(1,)
(1, 2)
()
{}
{"a": 1, "b": [1, 2]}
{1: "x", true: "y"}
["it's", 'say "x"', "both ' and \\""]
["line\\n", "tab\\t", "back\\\\slash"]
[unicode]
["\\x00\\x1f\\x7f\\xa0\\xad"]
"\\u00e9\\x41\\101"
"a" "b" 'c'
list[0]
list[-1]
list[5] is defined
list[1:]
list[:2]
list[::-1]
list[::2]
list[-2:]
list[5:]
"hello"[1]
"hello"[1:3]
"hello"[::-1]
"hello"[-3:]
unicode[0]
unicode[2:6]
(1, 2, 3)[1:]
map.a
map["a"]
map.C
map["zz"] is defined
nested.x.y.z
nested["x"]["y"].z
nested.x.y.q is defined
users[0].name
users[1]["name"]
users.0.name
users[0]["na" ~ "me"]
map.items() | list
map.keys() | list
map.values() | list
map.get("a")
map.get("zz")
map.get("zz", 5)
plain.upper()
plain.title()
plain.capitalize()
"Hello".lower()
"Hello".swapcase()
"  x ".strip()
"xxaxx".strip("x")
"xxaxx".lstrip("x")
"xxaxx".rstrip("x")
plain.startswith("he")
plain.endswith("ld")
plain.startswith(("x", "h"))
plain.split()
"a,b,c".split(",")
"a,b,c".split(",", 1)
"a,b,c".rsplit(",", 1)
" a  b ".split()
"a\\nb\\r\\nc".splitlines()
plain.replace("o", "0")
plain.replace("o", "0", 1)
"abc".replace("", "-")
", ".join(["a", "b"])
"{} and {}".format("a", 1)
"{1} {0}".format("a", "b")
"{x} {y:>5}|{z:<5}|{w:^7}".format(x=1, y="ab", z="cd", w="ef")
"{:05d} {:+d} {:,} {:.2f} {:x} {:#x} {:e} {:%}".format(42, 5, 1234567, 3.14159, 255, 255, 12345.678, 0.25)
"{0[a]} {1[0]}".format(map, list)
"{{}} {!r}".format("x")
plain.find("o")
plain.rfind("o")
plain.find("z")
plain.index("w")
plain.count("l")
"abc".center(10)
"abc".center(9, "*")
"abc".center(8, "*")
"abc".ljust(6, ".")
"abc".rjust(6, ".")
"42".zfill(5)
"-42".zfill(5)
"123".isdigit()
"abc".isalpha()
"abc1".isalnum()
"ABC".isupper()
"abc".islower()
"  ".isspace()
"".isspace()
"a-b-c".partition("-")
"a-b-c".rpartition("-")
"prefix-x".removeprefix("prefix-")
"x.md".removesuffix(".md")
[1, 2, 1].count(1)
[1, 2, 1].index(2)
range(5) | list
range(2, 8, 3) | list
range(5, 0, -2) | list
range(0) | list
dict(a=1, b=2)
dict({"x": 1}, y=2)
namespace(a=1).a
-3 | abs
3.5 | abs
true | abs
[1, 2, 3, 4, 5] | batch(2) | list
[1, 2, 3, 4, 5] | batch(2, "x") | list
plain | capitalize
"ÉCOLE" | capitalize
"abc" | center(9)
missing | default("d")
none | default("d")
none | default("d", true)
"" | default("d", true)
"" | d("d", boolean=true)
map.zz | default("no")
missing | default
map | dictsort
map | dictsort(true)
map | dictsort(false, "value")
map | dictsort(by="value", reverse=true)
html | escape
html | e | e
html | safe | escape
html | forceescape
1 | filesizeformat
1000 | filesizeformat
1234567 | filesizeformat
1234567 | filesizeformat(true)
999 | filesizeformat
list | first
"abc" | first
list | last
"3.5" | float
"x" | float
"x" | float(1.5)
n | float
"1e3" | float
"%s is %d" | format("x", 5)
"%5.2f|%-5s|%05d|%x|%X|%o|%e|%g|%%" | format(3.14159, "ab", 42, 255, 255, 8, 12345.678, 0.0001)
"%(a)s-%(b)03d" | format(a="x", b=7)
"%+d % d %#x" | format(5, 5, 255)
"%10s|%-10s|%.2s" | format("abc", "abc", "abc")
"%c%c" | format("x", 65)
"%r" | format("it's")
"a%b" % () if false else "skip"
"%s" % "x"
"%s-%s" % (1, 2)
users | groupby("city")
users | groupby("city", case_sensitive=true) | map(attribute="grouper") | list
users | groupby("age") | map("first") | list
users | groupby("zz", default="none") | map(attribute="grouper") | list
lines | indent
lines | indent(2, true)
lines | indent(2, first=true, blank=true)
lines | indent("> ")
"42" | int
"42.7" | int
"x" | int
"x" | int(9)
"ff" | int(base=16)
"0x1f" | int(base=16)
"0b11" | int(0, 2)
" 12 " | int
3.99 | int
-3.99 | int
true | int
none | int
map | items | list
list | join
list | join(", ")
users | join(", ", attribute="name")
"abc" | join("-")
none_list | join(",")
list | length
"héé" | length
map | length
map | count
"abc" | list
map | list
"ABC" | lower
"ÀÉ" | lower
words | map("upper") | list
words | map("replace", "p", "q") | list
users | map(attribute="name") | list
users | map(attribute="zz", default="-") | list
nested | items | map("first") | list
list | max
list | min
words | max
words | min
words | min(case_sensitive=true)
users | max(attribute="age")
none_list | max is defined
{"b": [1, 2], "a": "x"} | pprint
[1, 2, 3, 4] | reject("odd") | list
[1, 2, 3, 4] | reject("gt", 2) | list
users | rejectattr("active") | map(attribute="name") | list
users | rejectattr("age", "eq", 30) | map(attribute="name") | list
plain | replace("l", "L")
plain | replace("l", "L", 2)
[1, 2, 3] | reverse | list
"abc" | reverse
42.55 | round
42.55 | round(1)
42.55 | round(1, "floor")
42.51 | round(1, "ceil")
2.5 | round
3.5 | round
-2.5 | round
2.675 | round(2)
42 | round
42 | round(1)
1234.5 | round(-2)
f | round | int
[1, 2, 3, 4] | select("odd") | list
[0, 1, "", "x", none] | select | list
[1, 2, 3, 4] | select("divisibleby", 2) | list
users | selectattr("active") | map(attribute="name") | list
users | selectattr("age", "gt", 26) | map(attribute="name") | list
users | selectattr("name", "in", ["Bea", "Cleo"]) | map(attribute="name") | list
[1, 2, 3, 4, 5, 6, 7] | slice(3) | list
[1, 2, 3, 4, 5] | slice(3, "x") | list
list | sort
list | sort(reverse=true)
words | sort
words | sort(case_sensitive=true)
users | sort(attribute="name") | map(attribute="name") | list
users | sort(attribute="age,name") | map(attribute="name") | list
users | sort(true, attribute="age") | map(attribute="name") | list
5 | string
[1] | string
"<p>one <b>two</b></p>  <!-- c --> three &amp; four" | striptags
[1, 2, 3] | sum
users | sum(attribute="age")
[1.5, 2] | sum
[[1], [2]] | sum(start=[])
none_list | sum
"hello wORLD it's-me (you) [x]" | title
"été à la" | title
{"b": 1, "a": [1, none, true, "x<y>&'\\""]} | tojson
{"a": {"b": 1.5}} | tojson(2)
[] | tojson
[1, [2, []], {}] | tojson(indent=1)
unicode | tojson
"tab\\tnl\\n" | tojson
"  x y  " | trim
"xxaxx" | trim("x")
long | truncate(20)
long | truncate(20, true)
long | truncate(20, false, "…")
long | truncate(66)
long | truncate(60, leeway=0)
"foo bar baz qux" | truncate(9)
"foo bar baz qux" | truncate(11)
"foo bar baz qux" | truncate(11, false, "...", 0)
"abcdefghijklmnop" | truncate(8)
unicode | truncate(10, true, "")
words | unique | list
words | unique(true) | list
users | unique(attribute="city") | map(attribute="name") | list
[1, 1.0, true, 2] | unique | list
plain | upper
"straße" | upper
"a b&c/d?é" | urlencode
{"a": "1 2", "b": "é&"} | urlencode
[("x", 1), ("y", "z/")] | urlencode
[["x", "a b"], ("y", 2)] | urlencode
5 | urlencode
"see http://example.com/x?y=1 and www.foo.org." | urlize
"mail me@example.com or mailto:you@example.org" | urlize
"(https://example.com/a_(b))" | urlize
"https://example.com/averylongpath/indeed" | urlize(20)
"https://example.com" | urlize(nofollow=true, target="_blank")
"example.com and foo.bar and example.org/x" | urlize
"http://127.0.0.1:8080/x" | urlize
long | wordcount
"it's a well-known 1st_try" | wordcount
long | wordwrap(20)
long | wordwrap(20, wrapstring="<br>")
"averyveryverylongwordindeed short" | wordwrap(10)
"averyveryverylongwordindeed short" | wordwrap(10, false)
"well-known mother-in-law again" | wordwrap(10)
lines | wordwrap(4)
{"class": "x", "id": none, "data-a": "<\\"'>", "n": 5} | xmlattr
{"a": 1} | xmlattr(false)
{} | xmlattr
yes is boolean
1 is boolean
range is callable
name is callable
missing is defined
name is defined
10 is divisibleby 5
10 is divisibleby(3)
5 is eq 5
5 is equalto 6
html is escaped
html | safe is escaped
4 is even
5 is odd
no is false
"upper" is filter
"nofilter" is filter
1.5 is float
1 is float
5 is ge 5
5 is gt 5
1 is in [1, 2]
"x" is in "xyz"
1 is integer
true is integer
list is iterable
5 is iterable
5 is le 5
"abc" is lower
4 is lt 5
map is mapping
list is mapping
5 is ne 6
nothing is none
0 is none
1.5 is number
"1" is number
true is number
nothing is sameas none
1 is sameas 1
list is sequence
5 is sequence
map is sequence
name is string
5 is string
"odd" is test
yes is true
1 is true
missing is undefined
"ABC" is upper
5 is not odd
name is not none
not name is none
1 is defined and 2 is odd
n is odd and f is float
list | length > 2
list | sum + 1
-1 | abs
"a" ~ "b" | upper
("a" ~ "b") | upper
1 if missing is defined else 2
[1, 2, 3] | map("string") | join("+")
(list | sort)[0]
list | sort | first
"a|b".split("|") | last
nested.x.y["z"] | upper
{"k": "v"}.k
{"k": "v"}["k"]
"%d%%" | format(50)
{"a": 1}.items() | first
{"a": 1} | list
"x" in ["x"] and "y" not in ["x"]
1 < 2 and 2 < 3
none is none
True and False or None
[[1, 2], [3]] | map("length") | list
["a", "b"] | map("upper") | join(",") | lower
"abc" | list | reverse | join
[3, 1, 2] | sort | map("string") | join("<")
["a", 1, none] | map("default", "x") | list
{"a": none} | tojson
"" | tojson
1.0 | tojson
"a,b" .split(",") [0]
"\\N"
'a\\'b'
"tab\\there"
"""

# Expressions that are errors.
ERRORS = """
missing
missing.x
map.zz
map["zz"]
list[9]
nested.x.q.z
missing | upper
missing + 1
"a" + 1
1 + "a"
1 / 0
1 // 0
1 % 0
[1] + (2,)
[1, 2][:, 1] if false
missing == 1
1 in missing
not missing
missing and 1
missing ~ "x"
"x" | nosuchfilter
1 is nosuchtest
"x".nosuchmethod()
name()
5 | first
5 | join
missing()
none | length
none.x
[1, "a"] | sort
1 < "a"
[3, 1] | map("nosuch") | list
"x" | replace
"x" | upper(1)
"x" | center(width=5, nope=1)
[1, 2] | batch
{} | random
"%d" | format("x")
"%s %s" | format("x")
"{} {}".format("x")
"{nope}".format(x=1)
none_list | first
none_list | max
users | map(attribute="zz") | join
list.append(1) is none if false else missing
10 is divisibleby
[].x
users | groupby
{[1]: 2}
-"x"
"abc" | round
[1, "a"] | sum
{"a b": 1} | xmlattr
range(100001) | list if false else missing
"x" | truncate(2)
loop.index
super()
caller()
5[0]
5.x
list | attr("zz")
missing is odd
missing is divisibleby 2
"{".format()
"%z" | format(1)
1 |
1 +
(1
[1
{"a"
{"a": }
1 2
a b
"unclosed
{{ 1
1 is
x | 
foo(a=1, 2)
foo(**a, b)
.5
a.
a..b
a[
a[]
!x
a ? b
@
$x
1 if
not
in x
x is defined is odd
"\\x4"
lambda: 1
"""

# (template, what to change in the options); "lenient" is jinja2.Undefined.
LENIENT = """
{{ missing }}|{{ missing | default('x') }}
{% if missing %}a{% else %}b{% endif %}
{% for x in missing %}{{ x }}{% else %}none{% endfor %}
{{ missing | length }}
{{ missing | list }}
{{ missing == missing }}{{ missing == none }}
{{ not missing }}
{{ missing ~ 'x' }}
{{ map.zz }}|{{ list[9] }}
{{ missing | join(',') }}
{{ missing | upper }}
{{ 1 in missing }}
{{ missing is defined }}{{ missing is undefined }}
{{ missing and 1 }}
{{ missing or 1 }}
{{ [missing] | length }}
{{ none_list | first }}|{{ none_list | max }}
{{ missing | int }} {{ missing | float }}
{{ 'a' if no }}|
{{ missing.x }}
{{ missing['x'] }}
{{ missing() }}
{{ missing + 1 }}
{{ missing < 1 }}
{{ -missing }}
{{ map.zz.y }}
{{ missing is iterable }}{{ missing is none }}{{ missing is string }}
{% set x = missing %}{{ x }}|{{ x is defined }}
{% with a = missing %}[{{ a }}]{% endwith %}
{{ users | map(attribute='zz') | join('-') }}
{{ missing | escape }}|{{ missing | trim }}|{{ missing | string }}
{{ missing != 1 }}
"""
