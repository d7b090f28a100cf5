"""Arguments that functions take unevaluated: expressions (`try`, `can`) and types (`convert`) (hcl ext/customdecode, ext/typeexpr)."""

from __future__ import annotations

from typing import Final

from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.dispatch import evaluate
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.types import Type
from jobspec.evaluate.values import UNKNOWN, Value
from jobspec.hcl.syntax import Expression


class CapsuleType(Type):
    """A type of values that only functions look into (cty.Capsule). Compare with `is`."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def friendly(self) -> str:
        return self.name


#: A parameter of this type receives a `Closure`.
EXPRESSION_CLOSURE: Final = CapsuleType("expression closure")
#: A parameter of this type receives a `TypeConstraint`.
TYPE_CONSTRAINT: Final = CapsuleType("type constraint")


class Closure(Value):
    """An expression with the scope in which it stands."""

    __slots__ = ("expression", "scope")

    def __init__(self, expression: Expression, scope: Scope) -> None:
        super().__init__(EXPRESSION_CLOSURE, True)
        self.expression = expression
        self.scope = scope

    def evaluate(self, diagnostics: list[Diagnostic]) -> Value:
        """The expression's value; its errors are appended to `diagnostics`."""
        return evaluate(self.expression, self.scope, diagnostics)


class TypeConstraint(Value):
    """A type given as an argument; `constraint` is None where the type expression was wrong, which is already reported."""

    __slots__ = ("constraint",)

    def __init__(self, constraint: Type | None) -> None:
        super().__init__(TYPE_CONSTRAINT, UNKNOWN if constraint is None else True)
        self.constraint = constraint
