"""JOB419: templates whose actions are not closed."""

from __future__ import annotations

from jobspec.diagnostics import Span
from jobspec.models.job_template import Template
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule
from jobspec.rules.task.template_actions import Problem, problem_in


class BrokenTemplate(Rule):
    """A template whose actions or blocks are not balanced.

    ## What it finds
    In `data`: a `{{` without its `}}`, a quoted text or comment inside of an action that does not end, `range`, `if`, `with`, `define` and
    `block` without `end`, and `end` or `else` without any of these. `left_delimiter` and `right_delimiter` are minded. What the functions
    in a template do is not looked at.

    ## Why it matters
    Nomad accepts the job. The client cannot parse the template, and the task fails.

    ## Example
        template {
          destination = "local/app.conf"
          data        = <<-EOF
            {{ range service "db" }}
            server = {{ .Address }}
          EOF
        }

    ## Use instead
        template {
          destination = "local/app.conf"
          data        = <<-EOF
            {{ range service "db" }}
            server = {{ .Address }}
            {{ end }}
          EOF
        }
    """

    code = "JOB419"
    name = "broken-template"
    scope = "task"

    def check_template(self, template: Template, context: Context) -> Findings:
        """The lexer and parser of Go's text/template, as consul-template uses them."""
        data = template.data
        left, right = template.left_delimiter or "{{", template.right_delimiter or "}}"
        if not data or left not in data:
            return
        problem = problem_in(data, left, right)
        if problem is not None:
            yield self.at(_place(template, data, left, problem), problem.message, help=problem.help)


def _place(template: Template, data: str, left: str, problem: Problem) -> Span | None:
    """The action in the file: the one with as many delimiters before it; the whole text where the file's has others."""
    span = template.span_of("data")
    if span is None:
        return None
    written = span.text
    if written.count(left) != data.count(left):
        return span
    position = -1
    for _ in range(data.count(left, 0, problem.start) + 1):
        position = written.index(left, position + 1)
    line_end = written.find("\n", position)
    length = min(problem.end - problem.start, (len(written) if line_end < 0 else line_end) - position)
    return Span(span.source, span.start + position, span.start + position + length)
