"""Types written as expressions: `list(string)`, `object({ name = string })` (hcl ext/typeexpr)."""

from __future__ import annotations

from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.complaints import complain
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.types import BOOL, DYNAMIC, NUMBER, STRING, ListType, MapType, ObjectType, SetType, TupleType, Type
from jobspec.go_text import quote
from jobspec.hcl.json_syntax import JsonString
from jobspec.hcl.syntax import Call, Expression, JsonExpression, Literal, ObjectCons, ObjectKey, ScopeTraversal, TupleCons
from jobspec.source import Source

_SUMMARY = "Invalid type specification"
_PRIMITIVES = {"bool": BOOL, "string": STRING, "number": NUMBER}
_NEEDS = {
    "list": "The list type constructor requires one argument specifying the element type.",
    "set": "The set type constructor requires one argument specifying the element type.",
    "map": "The map type constructor requires one argument specifying the element type.",
    "object": "The object type constructor requires one argument specifying the attribute types and values as a map.",
    "tuple": "The tuple type constructor requires one argument specifying the element types as a list.",
}
_EXAMPLES = {"list": "list(string)", "set": "set(string)", "map": "map(string)", "object": "object({ name = string })",
             "tuple": "tuple([string, number])"}


def exact_type(expression: Expression, scope: Scope, diagnostics: list[Diagnostic]) -> Type | None:
    """The type of a variable, in which `any` and `optional()` have no place (typeexpr.Type). None where it is wrong."""
    return _checked(_Reader(scope, diagnostics, False), expression)


def type_constraint(expression: Expression, scope: Scope, diagnostics: list[Diagnostic]) -> Type | None:
    """The type argument of convert(), which may hold `any` and `optional()` (typeexpr.TypeConstraint). None where it is wrong."""
    return _checked(_Reader(scope, diagnostics, True), expression)


def _checked(reader: _Reader, expression: Expression) -> Type | None:
    before = len(reader.diagnostics)
    type = reader.type(expression)
    return type if len(reader.diagnostics) == before else None


def keyword(expression: Expression) -> str:
    """The bare word that an expression is, or nothing (hcl.ExprAsKeyword)."""
    if isinstance(expression, ObjectKey):
        if expression.force_expression:
            return ""
        expression = expression.wrapped
    if isinstance(expression, ScopeTraversal):
        return "" if expression.steps else expression.root.name
    if isinstance(expression, Literal) and (expression.value is None or isinstance(expression.value, bool)):
        return "null" if expression.value is None else "true" if expression.value else "false"
    return ""


class _Reader:
    """Reads one type expression; `constraint` allows `any` and `optional()`."""

    __slots__ = ("constraint", "diagnostics", "scope")

    def __init__(self, scope: Scope, diagnostics: list[Diagnostic], constraint: bool) -> None:
        self.scope = scope
        self.diagnostics = diagnostics
        self.constraint = constraint

    def wrong(self, start: int, end: int, message: str, detail: str, help: str | None = None) -> Type:
        complain(self.diagnostics, self.scope, start, end, "HCL370", message, _SUMMARY, detail, help)
        return DYNAMIC

    def type(self, expression: Expression) -> Type:
        """The type, DYNAMIC after an error (getType).

            type = "bool" | "string" | "number" | "any"
                 | ( "list" | "set" | "map" ) "(" type ")"
                 | "object" "(" "{" { name "=" ( type | "optional" "(" type ")" ) } "}" ")"
                 | "tuple" "(" "[" { type } "]" ")"
        """
        if isinstance(expression, JsonExpression):
            return self.json(expression)
        word = keyword(expression)
        start, end = expression.start, expression.end
        if word in _PRIMITIVES:
            return _PRIMITIVES[word]
        if word == "any":
            if self.constraint:
                return DYNAMIC
            return self.wrong(start, end, '"any" is not a type for a variable',
                              'The keyword "any" cannot be used in this type specification: an exact type is required.',
                              help="Leave the type out to take values of any type.")
        if word in _NEEDS:
            return self.wrong(start, end, f"{word} needs to say of what", _NEEDS[word], help=f"For example {_EXAMPLES[word]}.")
        if word:
            return self.wrong(start, end, f"{word!r} is not a type", f"The keyword {quote(word)} is not a valid type specification.",
                              help="Types are string, number, bool, and list(…), set(…), map(…), object({…}), tuple([…]) of them.")
        if not isinstance(expression, Call):
            return self.wrong(start, end, "this is not a type",
                              "A type specification is either a primitive type keyword (bool, number, string) or a complex type "
                              "constructor call, like list(string).",
                              help="Types are written without quotes: string, number, bool, list(string).")
        return self.constructor(expression)

    def json(self, expression: JsonExpression) -> Type:
        """A type in HCL's JSON form is text that holds the type (json/structure.go AsTraversal, ExprCall)."""
        node, outer = expression.node, self.scope
        if isinstance(node, JsonString):
            from jobspec.hcl.native import parse_expression

            source = Source(outer.source.text[: node.start] + node.value, outer.source.name)
            result = parse_expression(source, node.start)
            if isinstance(result.value, (Call, ScopeTraversal)) and not result.diagnostics:
                self.scope = Scope(source)
                type = self.type(result.value)
                self.scope = outer
                return type
        return self.type(Expression(expression.start, expression.end))

    def constructor(self, call: Call) -> Type:
        name, arguments = call.name, call.arguments
        open, close = call.open, call.close + 1
        if name in _PRIMITIVES:
            return self.wrong(open, close, f"{name} takes no argument", f"Primitive type keyword {quote(name)} does not expect arguments.")
        if name == "any":
            return self.wrong(open, close, "any takes no argument", 'Type constraint keyword "any" does not expect arguments.')
        if len(arguments) != 1 and name in _NEEDS:
            if len(arguments) > 1:
                open, close = arguments[1].start, arguments[-1].end
            return self.wrong(open, close, f"{name}() takes one argument and has {len(arguments)}", _NEEDS[name],
                              help=f"For example {_EXAMPLES[name]}.")
        match name:
            case "list":
                return ListType(self.type(arguments[0]))
            case "set":
                return SetType(self.type(arguments[0]))
            case "map":
                return MapType(self.type(arguments[0]))
            case "object":
                return self.object(arguments[0])
            case "tuple":
                if not isinstance(arguments[0], TupleCons):
                    return self.wrong(arguments[0].start, arguments[0].end, "tuple() takes a list of types in brackets",
                                      "Tuple type constructor requires a list of element types.",
                                      help="For example tuple([string, number]).")
                return TupleType(tuple(self.type(item) for item in arguments[0].items))
            case "optional":
                return self.wrong(call.start, call.name_end, "optional() only makes sense for an attribute of an object",
                                  'Keyword "optional" is valid only as a modifier for object type attributes.')
            case _:
                return self.wrong(call.start, call.end, f"{name!r} is not a type",
                                  f"Keyword {quote(name)} is not a valid type constructor.",
                                  help="Known are list, set, map, object and tuple.")

    def object(self, argument: Expression) -> Type:
        if not isinstance(argument, ObjectCons):
            return self.wrong(argument.start, argument.end, "object() takes attributes and their types in braces",
                              "Object type constructor requires a map whose keys are attribute names and whose values are the "
                              "corresponding attribute types.", help="For example object({ name = string, port = number }).")
        attributes: dict[str, Type] = {}
        optional: set[str] = set()
        for key, value in argument.items:
            name = keyword(key)
            if not name:
                self.wrong(key.start, key.end, "the name of an attribute is a bare word",
                           "Object constructor map keys must be attribute names.")
                continue
            if name in attributes:
                self.wrong(key.start, key.end, f"attribute {name!r} is declared twice", "Object constructor map keys must be unique.")
                continue
            if isinstance(value, Call) and value.name == "optional":
                inner = self.optional(value, name, optional)
                if inner is None:
                    continue
                value = inner
            attributes[name] = self.type(value)
        return ObjectType({name: attributes[name] for name in sorted(attributes)}, frozenset(optional))

    def optional(self, call: Call, name: str, optional: set[str]) -> Expression | None:
        """The type inside `optional(…)`; `name` joins `optional` where that is allowed."""
        if not call.arguments:
            self.wrong(call.open, call.close + 1, "optional() needs the type of the attribute",
                       "Optional attribute modifier requires the attribute type as its argument.")
            return None
        if not self.constraint:
            self.wrong(call.start, call.name_end, "the type of a variable cannot have optional attributes",
                       "Optional attribute modifier is only for type constraints, not for exact types.",
                       help="Declare the attribute without optional() and give every value one, null if need be.")
        elif len(call.arguments) > 1:
            self.wrong(call.open, call.close + 1, "optional() takes one argument here, the type",
                       "Optional attribute modifier expects only one argument: the attribute type.")
        else:
            optional.add(name)
        return call.arguments[0]
