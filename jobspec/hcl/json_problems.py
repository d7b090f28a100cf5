"""What can be wrong with the syntax of HCL's JSON form (json/parser.go), in the form of `jobspec.hcl.problems`."""

from __future__ import annotations

from typing import Final

from jobspec.hcl.errors import Problem
from jobspec.hcl.problems import TOO_DEEP

__all__ = ["TOO_DEEP"]

_STARTS: Final = "A JSON value must start with a brace, a bracket, a number, a string, or a keyword."

EXTRANEOUS: Final = Problem(
    "HCL101", "something follows the value", "Extraneous data after value", "Extra characters appear after the JSON value.")
ROOT: Final = Problem(
    "HCL102", "a file in JSON holds an object, or an array of objects", "Root value must be object",
    "The root value in a JSON-based configuration must be either a JSON object or a JSON array of objects.")
MISSING_JSON_VALUE: Final = Problem("HCL103", "a value was expected here", "Missing JSON value", _STARTS)
MISSING_ELEMENT: Final = Problem("HCL103", "an item of the array was expected here", "Missing array element value", _STARTS)
MISSING_VALUE: Final = Problem("HCL103", "the file ends where a value was expected", "Missing value", "The JSON data ends prematurely.")
INVALID_START: Final = Problem("HCL103", "no value begins like this", "Invalid start of value", _STARTS)
PROPERTY_NAME: Final = Problem(
    "HCL104", "the name of a property stands in double quotes", "Invalid object property name",
    "A JSON object property name must be a string")
MISSING_PROPERTY_VALUE: Final = Problem(
    "HCL104", "a property without a value: a colon was expected here", "Missing object value",
    "A JSON object attribute must have a value, introduced by a colon.", "a list stands in brackets, not in braces")
EQUALS_FOR_COLON: Final = Problem(
    "HCL104", "JSON has a colon between name and value, not an equals sign", "Missing property value colon",
    "JSON uses a colon as its name/value delimiter, not an equals sign.")
MISSING_COLON: Final = Problem(
    "HCL104", "a colon was expected between name and value", "Missing property value colon",
    "A colon must appear between an object property's name and its value.")
TRAILING_OBJECT_COMMA: Final = Problem(
    "HCL105", "JSON has no comma after the last property", "Trailing comma in object",
    "JSON does not permit a trailing comma after the final property in an object.", "remove the comma")
UNCLOSED_OBJECT: Final = Problem(
    "HCL106", "this brace is never closed", "Unclosed object", "No closing brace was found for this JSON object.")
MISMATCHED_BRACES: Final = Problem(
    "HCL106", "an object is closed by a brace, not by a bracket", "Mismatched braces",
    "A JSON object must be closed with a brace, not a bracket.")
OBJECT_COMMA: Final = Problem(
    "HCL105", "a comma was expected before this", "Missing attribute seperator comma",
    "A comma must appear between each property definition in an object.")
TRAILING_ARRAY_COMMA: Final = Problem(
    "HCL105", "JSON has no comma after the last item", "Trailing comma in array",
    "JSON does not permit a trailing comma after the final value in an array.", "remove the comma")
ARRAY_COLON: Final = Problem(
    "HCL105", "items of an array have no names", "Invalid array value", "A colon is not used to introduce values in a JSON array.")
UNCLOSED_ARRAY: Final = Problem(
    "HCL106", "this bracket is never closed", "Unclosed object", "No closing bracket was found for this JSON array.")
MISMATCHED_BRACKETS: Final = Problem(
    "HCL106", "an array is closed by a bracket, not by a brace", "Mismatched brackets",
    "A JSON array must be closed with a bracket, not a brace.")
ARRAY_COMMA: Final = Problem(
    "HCL105", "a comma was expected before this", "Missing attribute seperator comma",
    "A comma must appear between each value in an array.")
INVALID_STRING: Final = Problem(
    "HCL107", "the string is not closed, or an escape in it is wrong", "Invalid JSON string",
    "There is a syntax error in the given JSON string.", "known escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uNNNN")
INVALID_NUMBER: Final = Problem(
    "HCL108", '"{}" is not a number in JSON', "Invalid JSON number", "There is a syntax error in the given JSON number.",
    "JSON knows no leading zero, no plus sign, and no digits missing before or after the point")
JAVASCRIPT_KEYWORD: Final = Problem(
    "HCL109", "{} does not exist in JSON", "Invalid JSON keyword", 'The JavaScript identifier "{}" cannot be used in JSON.')
KEYWORD: Final = Problem(
    "HCL109", '"{}" is no value: text stands in double quotes, and the known words are true, false and null', "Invalid JSON keyword",
    '"{}" is not a valid JSON keyword.{}')
