"""Hand-written cases for each of the 83 functions: what they give, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import jobspec
from jobspec.evaluate.functions import FUNCTIONS

#: Function, expression, its value as JSON.
GIVES: list[tuple[str, str, object]] = [
    ("abs", "abs(-2.5)", 2.5),
    ("abspath", 'abspath("/a/../b")', "/b"),
    ("base64decode", 'base64decode("aMOpbGxv")', "héllo"),
    ("base64encode", 'base64encode("héllo")', "aMOpbGxv"),
    ("basename", 'basename("/a/b.txt")', "b.txt"),
    ("basename", 'basename("")', "."),
    ("bcrypt", 'strlen(bcrypt("secret", 4))', 60),
    ("can", "can(jsondecode(1))", True),
    ("can", 'can(jsondecode("{"))', False),
    ("ceil", "ceil(1.2)", 2),
    ("ceil", "ceil(-1.2)", -1),
    ("chomp", 'chomp("a\\n\\r\\n")', "a"),
    ("chunklist", 'chunklist(["a", "b", "c"], 2)', [["a", "b"], ["c"]]),
    ("chunklist", 'chunklist(["a", "b"], 0)', [["a", "b"]]),
    ("cidrhost", 'cidrhost("10.0.0.0/24", 5)', "10.0.0.5"),
    ("cidrhost", 'cidrhost("10.0.0.0/24", -1)', "10.0.0.255"),
    ("cidrnetmask", 'cidrnetmask("10.0.0.0/20")', "255.255.240.0"),
    ("cidrsubnet", 'cidrsubnet("10.0.0.0/8", 8, 3)', "10.3.0.0/16"),
    ("cidrsubnets", 'cidrsubnets("10.0.0.0/16", 4, 4, 8)', ["10.0.0.0/20", "10.0.16.0/20", "10.0.32.0/24"]),
    ("coalesce", 'coalesce(null, "a", "b")', "a"),
    ("coalesce", 'coalesce(1, "b")', "1"),
    ("coalescelist", 'coalescelist([], ["a"])', ["a"]),
    ("compact", 'compact(["a", "", "b", null])', ["a", "b"]),
    ("concat", 'concat(["a"], ["b", 1])', ["a", "b", 1]),
    ("contains", 'contains(["a", "b"], "b")', True),
    ("contains", 'contains(["a", "b"], "c")', False),
    ("convert", 'convert("5", number)', 5),
    ("convert", "convert([1, 1], set(string))", ["1"]),
    ("csvdecode", 'csvdecode("a,b\\n1,\\"x,y\\"\\n")', [{"a": "1", "b": "x,y"}]),
    ("dirname", 'dirname("/a/b.txt")', "/a"),
    ("distinct", 'distinct(["a", "b", "a"])', ["a", "b"]),
    ("element", 'element(["a", "b"], 3)', "b"),
    ("element", 'element(["a", "b"], -1)', "b"),
    ("file", 'file("data.txt")', "hello\n"),
    ("filebase64", 'filebase64("data.txt")', "aGVsbG8K"),
    ("fileexists", 'fileexists("data.txt")', True),
    ("fileexists", 'fileexists("nope.txt")', False),
    ("fileset", 'fileset(".", "**/*.{txt,md}")', ["data.txt", "sub/more.md"]),
    ("flatten", 'flatten([["a", ["b"]], [], "c"])', ["a", "b", "c"]),
    ("floor", "floor(-1.2)", -2),
    ("format", 'format("%s-%03d-%.2f-%q-%t", "a", 7, 1.005, "b", true)', '-'.join(("a", "007", "1.00", '"b"', "true"))),
    ("format", 'format("%[2]s %[1]v", "a", "b")', "b a"),
    ("format", 'format("%x %#o %+d|%-4s|%4s", 255, 8, 3, "é", "é")', "ff 010 +3|é   |   é"),
    ("formatdate", 'formatdate("EEE, DD MMM YYYY hh:mm:ss ZZZ", "2018-01-02T23:12:01Z")', "Tue, 02 Jan 2018 23:12:01 UTC"),
    ("formatdate", "formatdate(\"HH:mm aa 'o''clock'\", \"2018-01-02T23:12:01+02:00\")", "11:12 pm o'clock"),
    ("formatlist", 'formatlist("%s=%d", ["a", "b"], 1)', ["a=1", "b=1"]),
    ("indent", 'indent(2, "a\\nb\\nc")', "a\n  b\n  c"),
    ("index", 'index(["a", "b"], 1)', "b"),
    ("join", 'join("-", ["a", "b"], ["c"])', "a-b-c"),
    ("jsondecode", 'jsondecode("{\\"a\\": [1, 2.5, null]}")', {"a": [1, 2.5, None]}),
    ("jsonencode", 'jsonencode({b = "<&>", a = [1, true, null]})', '{"a":[1,true,null],"b":"\\u003c\\u0026\\u003e"}'),
    ("keys", "keys({b = 1, a = 2})", ["a", "b"]),
    ("length", 'length(["a", "b"])', 2),
    ("log", "log(100, 10)", 2),
    ("lookup", 'lookup({a = "1"}, "b", "none")', "none"),
    ("lower", 'lower("ÀÉ")', "àé"),
    ("max", "max(1, 12, 9)", 12),
    ("md5", 'md5("a")', "0cc175b9c0f1b6a831c399e269772661"),
    ("merge", "merge({a = 1, b = 2}, {b = 3})", {"a": 1, "b": 3}),
    ("min", "min(1, 12, -9)", -9),
    ("parseint", 'parseint("ff", 16)', 255),
    ("parseint", 'parseint("-zZ", 62)', -(35 * 62 + 61)),
    ("pathexpand", 'pathexpand("/x")', "/x"),
    ("pow", "pow(2, 10)", 1024),
    ("range", "range(3)", [0, 1, 2]),
    ("range", "range(1, 0, -0.5)", [1, 0.5]),
    ("regex_replace", 'regex_replace("b1 b22", "b(\\\\d+)", "<$1>")', "<1> <22>"),
    ("replace", 'replace("a.b.c", ".", "-")', "a-b-c"),
    ("reverse", 'reverse("abé")', "éba"),
    ("setintersection", 'setintersection(["a", "b"], ["b", "c"])', ["b"]),
    ("setproduct", 'setproduct(["a", "b"], [1, 2])', [["a", 1], ["a", 2], ["b", 1], ["b", 2]]),
    ("setunion", 'setunion(["b"], ["a", "b"])', ["a", "b"]),
    ("sha1", 'sha1("a")', "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"),
    ("sha256", 'sha256("a")', "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"),
    ("sha512", 'substr(sha512("a"), 0, 16)', "1f40fc92da241694"),
    ("signum", "signum(-3)", -1),
    ("slice", 'slice(["a", "b", "c"], 1, 3)', ["b", "c"]),
    ("sort", 'sort(["b", "a", "C"])', ["C", "a", "b"]),
    ("split", 'split(",", "a,b,")', ["a", "b", ""]),
    ("strlen", 'strlen("👍🏽é")', 2),
    ("strrev", 'strrev("ab")', "ba"),
    ("substr", 'substr("héllo", 1, 3)', "éll"),
    ("substr", 'substr("hello", -3, -1)', "llo"),
    ("timeadd", 'timeadd("2018-01-02T23:12:01Z", "1h30m")', "2018-01-03T00:42:01Z"),
    ("title", 'title("hello world")', "Hello World"),
    ("trim", 'trim("?!a?!", "!?")', "a"),
    ("trimprefix", 'trimprefix("v1.2", "v")', "1.2"),
    ("trimspace", 'trimspace("  a\\n")', "a"),
    ("trimsuffix", 'trimsuffix("a.txt", ".txt")', "a"),
    ("try", 'try(jsondecode("{"), "fallback")', "fallback"),
    ("try", "try(nope, 1)", "${nope}"),
    ("upper", 'upper("\u00e0b")', "ÀB"),
    ("urlencode", 'urlencode("a b&c/d?é~*")', "a+b%26c%2Fd%3F%C3%A9~%2A"),
    ("uuidv4", "strlen(uuidv4())", 36),
    ("uuidv5", 'uuidv5("dns", "example.com")', "cfbff0d1-9375-5685-968c-48ce8b15ae17"),
    ("values", "values({b = 1, a = 2})", [2, 1]),
    ("yamldecode", 'yamldecode("a: [1, yes, ~]\\nb: &x 0o17\\nc: *x\\n")', {"a": [1, True, None], "b": 15, "c": 15}),
    ("yamlencode", 'yamlencode({a = [1, "x"], b = "m\\nn", c = {}})', '"a":\n- 1\n- "x"\n"b": |-\n  m\n  n\n"c": {}\n'),
    ("zipmap", 'zipmap(["a", "b"], [1, "x"])', {"a": 1, "b": "x"}),
]

#: Function, expression, what Nomad says of it.
REFUSES: list[tuple[str, str, str]] = [
    ("base64decode", 'base64decode("!!")', "failed to decode base64 data '!!'"),
    ("cidrhost", 'cidrhost("10.0.0.0/30", 9)', "prefix of 30 does not accommodate a host numbered 9"),
    ("cidrsubnet", 'cidrsubnet("10.0.0.0/30", 4, 0)', "insufficient address space to extend prefix of 30 by 4"),
    ("cidrsubnets", 'cidrsubnets("10.0.0.0/8", 1, 1, 1)', "not enough remaining address space"),
    ("coalesce", "coalesce(null)", "no non-null arguments"),
    ("concat", 'concat(["a"], "b")', "all arguments must be lists or tuples; got string"),
    ("convert", 'convert("x", number)', "a number is required"),
    ("csvdecode", 'csvdecode("a,b\\n1\\n")', "wrong number of fields"),
    ("element", "element([], 0)", "cannot use element function with an empty list"),
    ("file", 'file("nope.txt")', "no file exists at"),
    ("format", 'format("%s", "a", "b")', "too many arguments; only 1 used by format string"),
    ("format", 'format("%d", 1.5)', "an integer is required"),
    ("formatdate", 'formatdate("QQ", "2018-01-02T23:12:01Z")', 'invalid date format verb "QQ"'),
    ("formatlist", 'formatlist("%s%s", ["a", "b"], ["c"])', "which is inconsistent with argument"),
    ("jsondecode", 'jsondecode("[1,")', "jsondecode"),
    ("keys", "keys([])", "must have map or object type"),
    ("length", 'length("abc")', "collection must be a list, a map or a tuple"),
    ("lookup", 'lookup({a = 1}, "b")', 'Missing value for "default"'),
    ("merge", 'merge({a = 1}, "b")', 'arguments must be maps or objects, got "string"'),
    ("parseint", 'parseint("xyz", 10)', "cannot parse"),
    ("range", "range(2000)", "more than 1024 values were generated"),
    ("regex_replace", 'regex_replace("a", "(", "")', "error parsing regexp"),
    ("rsadecrypt", 'rsadecrypt("x", "y")', "cipher text must be base64-encoded"),
    ("rsadecrypt", 'rsadecrypt("eA==", "y")', "no key found"),
    ("setproduct", "setproduct([1])", "at least two arguments are required"),
    ("slice", 'slice(["a"], 0, 5)', "end index must not be greater than the length of the list"),
    ("timeadd", 'timeadd("yesterday", "1h")', "not a valid RFC3339 timestamp"),
    ("try", "try()", "at least one argument is required"),
    ("uuidv5", 'uuidv5("bogus", "x")', "invalid UUID length: 5"),
    ("yamldecode", 'yamldecode("a: *x")', "reference to undefined anchor"),
    ("zipmap", 'zipmap(["a"], [])', "does not match number of values"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data.txt").write_text("hello\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "more.md").write_text("more")
    return tmp_path


def _read(expression: str, folder: Path) -> Any:
    return jobspec.parse_job(f'job "j" {{\n  meta = {{\n    v = jsonencode({expression})\n  }}\n}}\n', base_dir=folder)


@pytest.mark.parametrize(("name", "expression", "value"), GIVES, ids=[f"{case[0]}-{case[1]}" for case in GIVES])
def test_function_gives(name: str, expression: str, value: object, folder: Path) -> None:
    assert f"{name}(" in expression
    result = _read(expression, folder)
    assert not result.diagnostics
    assert json.loads(result.value.meta["v"]) == value


@pytest.mark.parametrize(("name", "expression", "words"), REFUSES, ids=[f"{case[0]}-{case[1]}" for case in REFUSES])
def test_function_refuses(name: str, expression: str, words: str, folder: Path) -> None:
    assert f"{name}(" in expression
    first = _read(expression, folder).diagnostics[0]
    assert first.nomad and first.line == 3
    assert words in (first.nomad_message or "")


def test_every_function_has_a_case() -> None:
    assert {case[0] for case in GIVES} | {case[0] for case in REFUSES} == set(FUNCTIONS)


def test_file_outside_of_the_base_directory_is_refused_by_us_alone(folder: Path) -> None:
    (folder.parent / "outside.txt").write_text("secret")
    first = _read('file("../outside.txt")', folder).diagnostics[0]
    assert not first.nomad
    assert "outside" in first.message
