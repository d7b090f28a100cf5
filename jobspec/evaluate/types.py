"""HCL's types (cty.Type): primitives, collections of one element type, and structures."""

from __future__ import annotations


class Type:
    """A type. Compare with `==`; primitives and DYNAMIC are singletons and may be compared with `is`."""

    __slots__ = ()

    @property
    def friendly(self) -> str:
        """The name that error messages use (cty's FriendlyName): `list of string`, `object`, …"""
        raise TypeError(f"{type(self).__name__} has no friendly name")


class PrimitiveType(Type):
    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def friendly(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return self.name.upper()


STRING = PrimitiveType("string")
NUMBER = PrimitiveType("number")
BOOL = PrimitiveType("bool")
#: cty.DynamicPseudoType: any type, to be found out.
DYNAMIC = PrimitiveType("dynamic")


class _CollectionType(Type):
    __slots__ = ("element",)
    kind = ""

    def __init__(self, element: Type) -> None:
        self.element = element

    @property
    def friendly(self) -> str:
        return f"{self.kind} of {self.element.friendly}"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.element == other.element

    def __hash__(self) -> int:
        return hash((self.kind, self.element))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.element!r})"


class ListType(_CollectionType):
    __slots__ = ()
    kind = "list"


class SetType(_CollectionType):
    __slots__ = ()
    kind = "set"


class MapType(_CollectionType):
    __slots__ = ()
    kind = "map"


class TupleType(Type):
    __slots__ = ("elements",)

    def __init__(self, elements: tuple[Type, ...]) -> None:
        self.elements = elements

    @property
    def friendly(self) -> str:
        return "tuple"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TupleType) and self.elements == other.elements

    def __hash__(self) -> int:
        return hash(("tuple", self.elements))

    def __repr__(self) -> str:
        return f"TupleType({self.elements!r})"


class ObjectType(Type):
    """`attributes` by name; `optional` names those a type expression marked with optional()."""

    __slots__ = ("attributes", "optional")

    def __init__(self, attributes: dict[str, Type], optional: frozenset[str] = frozenset()) -> None:
        self.attributes = attributes
        self.optional = optional

    @property
    def friendly(self) -> str:
        return "object"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ObjectType) and self.attributes == other.attributes and self.optional == other.optional

    def __hash__(self) -> int:
        return hash(("object", frozenset(self.attributes)))

    def __repr__(self) -> str:
        return f"ObjectType({self.attributes!r})"


def friendly_constraint(type: Type) -> str:
    """The name of a type that a value should have had (cty's FriendlyNameForConstraint): DYNAMIC is `any type`."""
    if type is DYNAMIC:
        return "any type"
    if isinstance(type, _CollectionType):
        return f"{type.kind} of {'any single type' if type.element is DYNAMIC else friendly_constraint(type.element)}"
    return type.friendly


def has_dynamic(type: Type) -> bool:
    """Whether DYNAMIC stands anywhere in the type (cty's HasDynamicTypes)."""
    if isinstance(type, PrimitiveType):
        return type is DYNAMIC
    if isinstance(type, _CollectionType):
        return has_dynamic(type.element)
    if isinstance(type, TupleType):
        return any(has_dynamic(element) for element in type.elements)
    return isinstance(type, ObjectType) and any(has_dynamic(attribute) for attribute in type.attributes.values())


def has_optional(type: Type) -> bool:
    """Whether an object type with optional attributes stands anywhere in the type."""
    if isinstance(type, PrimitiveType):
        return False
    if isinstance(type, _CollectionType):
        return has_optional(type.element)
    if isinstance(type, TupleType):
        return any(has_optional(element) for element in type.elements)
    return isinstance(type, ObjectType) and (bool(type.optional) or any(has_optional(attribute) for attribute in type.attributes.values()))


def without_optional(type: Type) -> Type:
    """The type with all attributes required (cty's WithoutOptionalAttributesDeep); the same object where nothing is optional."""
    if not has_optional(type):
        return type
    if isinstance(type, ListType):
        return ListType(without_optional(type.element))
    if isinstance(type, SetType):
        return SetType(without_optional(type.element))
    if isinstance(type, MapType):
        return MapType(without_optional(type.element))
    if isinstance(type, TupleType):
        return TupleType(tuple(without_optional(element) for element in type.elements))
    assert isinstance(type, ObjectType)
    return ObjectType({name: without_optional(attribute) for name, attribute in type.attributes.items()})
