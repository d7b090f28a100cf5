"""The balance of templates' actions."""

from __future__ import annotations

import pytest

import jobspec
from jobspec.rules.task.template_actions import problem_in


@pytest.mark.parametrize(
    "data",
    [
        "", "no action }} here", "{{ .A }}", '{{ if eq .A "}}" }}x{{ else }}y{{ end }}', "{{- range .B -}}{{ . }}{{- end -}}",
        "{{ with .A }}{{ else with .B }}{{ end }}", "{{ if .A }}{{ else if .B }}{{ end }}", "{{/* {{ \" */}}", '{{ print `a\n"b` }}',
        "{{ define \"x\" }}{{ end }}{{ block \"y\" . }}{{ end }}", "{{\n.A\n}}", "{{ range .A }}{{ break }}{{ end }}", "{{ endpoint }}",
        "{{ '\"' }}", "{{ $x := -1 }}",
    ],
)
def test_balanced_templates(data: str) -> None:
    assert problem_in(data, "{{", "}}") is None


@pytest.mark.parametrize(
    ("data", "start", "words"),
    [
        ("a {{ .A", 2, "not closed"), ("{{ .A }} {{ .B }\n}", 9, "not closed"), ('{{ print "a }}', 0, "quoted text"),
        ("{{ if .A }}{{ range .B }}{{ end }}", 0, "has no end"), ("{{ end }}", 0, "closes no block"), ("x{{else}}", 1, "closes no block"),
        ("{{/* a }}", 0, "comment"), ("{{ if .A }}{{ end }}{{ end }}", 20, "closes no block"), ('{{ "a\n" }}', 0, "quoted text"),
    ],
)
def test_unbalanced_templates(data: str, start: int, words: str) -> None:
    problem = problem_in(data, "{{", "}}")
    assert problem is not None and problem.start == start and words in problem.message


def test_other_delimiters() -> None:
    assert problem_in("{{ jinja [[ .A ]] [[", "[[", "]]") is not None
    assert problem_in("{{ jinja [[ .A ]]", "[[", "]]") is None


@pytest.mark.parametrize(
    ("body", "line", "text"),
    [
        ('data = <<EOF\n{{ .A }}\n  {{ range .B }}\nx\nEOF\n', 8, "{{ range .B }}"),
        ('data = "{{ .A }} {{ .B"\n', 6, '{{ .B'),
        ('data = join("", ["{", "{ .A"])\n', 6, 'join("", ["{", "{ .A"])'),
    ],
)
def test_the_action_is_shown_in_the_file(body: str, line: int, text: str) -> None:
    job = jobspec.parse_job(
        f'job "a" {{\ngroup "g" {{\ntask "t" {{\ndriver = "raw_exec"\ntemplate {{\n{body}destination = "local/x"\n}}\n}}\n}}\n}}\n'
    ).value
    assert job is not None
    [found] = [found for found in jobspec.validate_job(job) if found.code == "JOB419"]
    assert found.line == line and found.span is not None
    assert found.span.text == text
