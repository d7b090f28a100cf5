"""JOB408: templates."""

from __future__ import annotations

from jobspec.go_text import duration, quote
from jobspec.models.job_task import Task
from jobspec.models.job_template import Template
from jobspec.rules.context import Context
from jobspec.rules.paths import escapes_allocation
from jobspec.rules.rule import Findings, Rule, related_to

CHANGE_MODES = ("noop", "signal", "script", "restart")
LARGEST_PERMISSIONS = 0o7777


class InvalidTemplate(Rule):
    """A template that Nomad refuses.

    ## What it finds
    Neither `source` nor `data`; no `destination`, one outside of the allocation's folder, or one that another template of the task has; an
    unknown `change_mode`; mode `signal` without a signal or together with `env = true`; mode `script` without a
    `change_script` or command; a negative `splay`; `perms` that are no octal number of at most 12 bits; `wait` with `min` above `max`.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        template {
          data        = "key = 1"
          destination = "../../../etc/app.conf"
        }

    ## Use instead
        template {
          data        = "key = 1"
          destination = "local/app.conf"
        }
    """

    code = "JOB408"
    name = "invalid-template"
    nomad = True
    scope = "task"

    def check_task(self, task: Task, context: Context) -> Findings:
        """structs.Task.Validate: destinations differ."""
        if task.templates is None or len(task.templates) < 2:
            return
        seen: dict[str, int] = {}
        for position, template in enumerate(task.templates):
            destination = template.destination or ""
            if destination in seen:
                first = seen[destination]
                yield self.at(
                    template.span_of("destination"),
                    f'template {position + 1} is written to "{destination}" like template {first + 1}',
                    nomad=f"Template {position + 1} has same destination as {first + 1}",
                    related=related_to(task.templates[first].span_of("destination"), "the first one"),
                )
            else:
                seen[destination] = position

    def check_template(self, template: Template, context: Context) -> Findings:
        """structs.Template.Validate."""
        if not template.source and not template.data:
            yield self.at(
                template.span(),
                "the template has neither source nor data",
                nomad="Must specify a source path or have an embedded template",
                help="Set data to the template's text, or source to a file of the task.",
            )
        destination = template.destination or ""
        if not destination:
            yield self.at(
                template.span_of("destination"),
                "the template has no destination",
                nomad="Must specify a destination for the template",
                help='For instance destination = "local/app.conf", or "secrets/app.env".',
            )
        elif escapes_allocation("task", destination):
            yield self.at(
                template.span_of("destination"),
                f'destination "{destination}" lies outside of the allocation\'s folder',
                nomad="destination escapes allocation directory",
                help='Paths start in the task\'s folder; "../alloc/" is the shared one.',
            )
        yield from self._change(template)
        splay = template.splay or 0
        if splay < 0:
            yield self.at(
                template.span_of("splay"), f"splay is {duration(splay)}; expected zero or more", nomad="Must specify positive splay value"
            )
        problem = permissions_problem(template.perms or "")
        if problem is not None:
            yield self.at(
                template.span_of("perms"),
                f'perms is "{template.perms}"; expected an octal number such as "0644"',
                nomad=f"Failed to parse {quote(template.perms or '')} as octal: {problem}",
            )
        wait = template.wait
        if wait is not None and wait.min is not None and wait.max is not None and wait.min > wait.max:
            yield self.at(
                wait.span_of("min"),
                f"min ({duration(wait.min)}) is more than max ({duration(wait.max)})",
                nomad=f"wait min {duration(wait.min)} is greater than max {duration(wait.max)}",
            )

    def _change(self, template: Template) -> Findings:
        mode = template.change_mode or ""
        if mode == "signal":
            if not template.change_signal:
                yield self.at(
                    template.span_of("change_signal"),
                    'change_mode is "signal", and change_signal is empty',
                    nomad="Must specify signal value when change mode is signal",
                    help='For instance change_signal = "SIGHUP".',
                )
            if template.env:
                yield self.at(
                    template.span_of("change_mode"),
                    "a template with env = true cannot send a signal: a running process does not get new environment variables",
                    nomad="cannot use signals with env var templates",
                    help='Use change_mode = "restart".',
                )
        elif mode == "script":
            if template.change_script is None:
                yield self.at(
                    template.span_of("change_mode"),
                    'change_mode is "script", and there is no change_script block',
                    nomad="must specify change script configuration value when change mode is script",
                )
            elif not template.change_script.command:
                yield self.at(
                    template.change_script.span_of("command"),
                    "the change_script has no command",
                    nomad="must specify script path value when change mode is script",
                )
        elif mode not in CHANGE_MODES:
            yield self.at(
                template.span_of("change_mode"),
                f'change_mode is "{mode}"; expected noop, signal, script or restart',
                nomad="Invalid change mode. Must be one of the following: noop, signal, script, restart",
                slip=(mode, CHANGE_MODES),
            )


def permissions_problem(text: str) -> str | None:
    """What strconv.ParseUint(text, 8, 12) says; None for a good or an empty text."""
    if not text:
        return None
    if any(character not in "01234567" for character in text):
        return f"strconv.ParseUint: parsing {quote(text)}: invalid syntax"
    if int(text, 8) > LARGEST_PERMISSIONS:
        return f"strconv.ParseUint: parsing {quote(text)}: value out of range"
    return None
