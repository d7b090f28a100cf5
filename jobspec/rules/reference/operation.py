"""ENV105: calculations with what only the client knows."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.hcl.syntax import Binary, Call, Expression, ScopeTraversal
from jobspec.models.job_job import Job
from jobspec.rules.context import Context
from jobspec.rules.reference.tree import Node, Tree, direct_references, tree_of
from jobspec.rules.rule import Findings, Rule

#: What these functions give depends on the characters of their arguments; others hand a reference on as it is.
ON_CHARACTERS = frozenset((
    "abspath", "base64decode", "base64encode", "basename", "bcrypt", "cidrhost", "cidrnetmask", "cidrsubnet", "cidrsubnets",
    "contains", "csvdecode", "dirname", "file", "filebase64", "fileexists", "fileset", "formatdate", "index", "jsondecode",
    "length", "lookup", "lower", "md5", "parseint", "pathexpand", "regex_replace", "replace", "reverse", "rsadecrypt", "sha1",
    "sha256", "sha512", "sort", "split", "strlen", "strrev", "substr", "timeadd", "title", "trim", "trimprefix", "trimsuffix",
    "upper", "urlencode", "uuidv5", "yamldecode",
))
#: These take the first of their arguments that is there, and such a reference always is.
CHOICES = ("coalesce", "try")
COMPARISONS = ("==", "!=")


class OperationOnReference(Rule):
    """A comparison or function that works on the text of a reference.

    ## What it finds
    `==` and `!=` with a reference that the client fills in (`attr.…`, `node.…`, `meta.…`, `NOMAD_…`) on one side; functions that look at
    the characters of such a reference, such as `upper`, `replace`, `lookup`, `base64encode`; and `try`, `coalesce` and `can`, for which it
    is always there.

    ## Why it matters
    Nomad evaluates expressions when the job is read, long before it is placed. Such a reference is its own text then, for instance
    `${attr.cpu.arch}`, so that a comparison always has the same result, and a function changes the name instead of the value.

    ## Example
        task "web" {
          driver = "docker"
          config {
            image = "web:${attr.cpu.arch == "amd64" ? "x86" : "arm"}"
          }
        }

    ## Use instead
        task "web" {
          driver = "docker"
          config {
            image = "web:${attr.cpu.arch}"
          }
        }
    """

    code = "ENV105"
    name = "operation-on-reference"
    severity = Severity.WARNING

    def check_job(self, job: Job, context: Context) -> Findings:
        """jobspec2/types.config.go EvalContext.UndefinedVariable: what has no value becomes its own text."""
        tree = tree_of(context)
        if tree is None:
            return
        for node in tree.nodes:
            expression = node.expression
            if isinstance(expression, Binary) and expression.operator in COMPARISONS:
                yield from self._comparison(expression, node, tree)
            elif isinstance(expression, Call) and expression.name in ON_CHARACTERS:
                yield from self._call(expression, node, tree)
            elif isinstance(expression, Call) and (expression.name in CHOICES or expression.name == "can"):
                yield from self._choice(expression, node, tree)

    def _comparison(self, expression: Binary, node: Node, tree: Tree) -> Findings:
        reference = _runtime(expression.left, node, tree) or _runtime(expression.right, node, tree)
        if reference is not None:
            always = "false" if expression.operator == "==" else "true"
            yield self.at(
                node.whole.span(expression.start, expression.end),
                f'this compares the text "${{{node.whole.words(reference)}}}" itself, and so is always {always}',
                help="The client fills the value in after the job is placed. Decide there: in a template, a constraint, or a script.",
            )

    def _call(self, expression: Call, node: Node, tree: Tree) -> Findings:
        for argument in expression.arguments:
            reference = _runtime(argument, node, tree)
            if reference is not None:
                yield self.at(
                    node.whole.span(expression.start, expression.end),
                    f'{expression.name}() works on the text "${{{node.whole.words(reference)}}}", not on what the client fills in',
                    help="Do it where the value is known: in a template or a script of the task.",
                )
                return

    def _choice(self, expression: Call, node: Node, tree: Tree) -> Findings:
        arguments = expression.arguments if expression.name == "can" else expression.arguments[:-1]
        reference = next((found for found in (_runtime(argument, node, tree) for argument in arguments) if found is not None), None)
        if reference is not None:
            result = "is always true" if expression.name == "can" else "never gets to what follows"
            yield self.at(
                node.whole.span(expression.start, expression.end),
                f'{expression.name}() {result}: "${{{node.whole.words(reference)}}}" is a text that is always there when the job is read',
                help="Decide where the value is known: in a template or a script of the task.",
            )


def _runtime(expression: Expression, node: Node, tree: Tree) -> ScopeTraversal | None:
    return next((found for found in direct_references(expression) if node.is_runtime(found, tree.scope_names)), None)
