"""What can be wrong with the syntax: codes, words, and Nomad's own words for it.

`{}` stands for the detail at hand (a name, a character). The summaries and details are those that hclsyntax reports.
"""

from __future__ import annotations

from typing import Final

from jobspec.hcl.errors import Problem

# What the scanner refuses (hclsyntax checkInvalidTokens).
BITWISE_OPERATOR: Final = Problem(
    "HCL001", 'there is no operator "{}": bitwise operators do not exist', "Unsupported operator",
    "Bitwise operators are not supported.", 'logical operators are "&&", "||" and "!"')
BACKTICK: Final = Problem(
    "HCL002", "a backtick has no meaning here", "Invalid character",
    'The "`" character is not valid. To create a multi-line string, use the "heredoc" syntax, like "<<EOT".',
    'write text in double quotes, and text of several lines as a heredoc ("<<EOT")')
APOSTROPHE: Final = Problem(
    "HCL002", "single quotes do not enclose text", "Invalid character",
    'Single quotes are not valid. Use double quotes (") to enclose strings.', 'use double quotes (")')
SEMICOLON: Final = Problem(
    "HCL002", "a semicolon has no meaning here", "Invalid character",
    'The ";" character is not valid. Use newlines to separate arguments and blocks, and commas to separate items in collection values.',
    "put each argument on a line of its own; separate the items of a list by commas")
BAD_ENCODING: Final = Problem(
    "HCL003", "this byte is not UTF-8 text", "Invalid character encoding",
    "All input files must be UTF-8 encoded. Ensure that UTF-8 encoding is selected in your editor.", "save the file as UTF-8")
QUOTED_NEWLINE: Final = Problem(
    "HCL004", "a quoted text ends on the line it began on", "Invalid multi-line string",
    "Quoted strings may not be split over multiple lines. To produce a multi-line string, either use the \\n escape to represent a newline "
    'character or use the "heredoc" multi-line template syntax.',
    'close the quotes on this line; write a line break as \\n, or use a heredoc ("<<EOT")')
CURLY_QUOTE: Final = Problem(
    "HCL002", "typographic quotes do not enclose text", "Invalid character",
    '"Curly quotes" are not valid here. These can sometimes be inadvertently introduced when sharing code via documents or discussion '
    'forums. It might help to replace the character with a "straight quote".', 'use straight double quotes (")')
STRAY_CHARACTER: Final = Problem(
    "HCL002", "the character {} has no meaning here", "Invalid character", "This character is not used within the language.")

# Bodies, arguments and blocks.
ITEM_REQUIRED: Final = Problem(
    "HCL010", "an argument (`name = value`) or a block (`name {`) was expected here", "Argument or block definition required",
    "An argument or block definition is required here.")
ITEM_NEEDS_EQUALS: Final = Problem(
    "HCL010", '"{}" stands alone: an argument needs `= value`, a block needs `{ … }`', "Argument or block definition required",
    'An argument or block definition is required here. To set an argument, use the equals sign "=" to introduce the argument value.')
ITEM_HAS_DOTS: Final = Problem(
    "HCL010", 'the name of an argument has no dots: "{}" is none', ITEM_NEEDS_EQUALS.summary, ITEM_NEEDS_EQUALS.detail,
    "names with dots belong into a map, in quotes: `name = { \"{}\" = … }`")
QUOTED_NAME: Final = Problem(
    "HCL011", "the name of an argument is written without quotes", "Invalid argument name", "Argument names must not be quoted.",
    "remove the quotes; names that need them belong into a map: `name = { \"key\" = value }`")
ATTRIBUTE_REDEFINED: Final = Problem(
    "HCL012", 'the argument "{}" is set twice in this block', "Attribute redefined",
    'The argument "{}" was already set at {}. Each argument may be set only once.', "keep one of the two")
UNCLOSED_BLOCK: Final = Problem(
    "HCL013", "this brace is never closed", "Unclosed configuration block",
    "There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in "
    "this file.", 'add the missing "}"; the indentation may show where')
MISSING_NEWLINE: Final = Problem(
    "HCL014", "something follows the value on the same line", "Missing newline after argument",
    "An argument definition must end with a newline.", "put it on a line of its own")
COMMA_AFTER_ARGUMENT: Final = Problem(
    "HCL014", "arguments are separated by line ends, not by commas", "Unexpected comma after argument",
    "Argument definitions must be separated by newlines, not commas. An argument definition must end with a newline.",
    "remove the comma")
MISSING_BLOCK_NEWLINE: Final = Problem(
    "HCL014", "something follows the closing brace of a block on the same line", "Missing newline after block definition",
    "A block definition must end with a newline.", "put it on a line of its own")
BLOCK_WITH_EQUALS: Final = Problem(
    "HCL015", "a block with labels takes no equals sign", "Invalid block definition",
    'The equals sign "=" indicates an argument definition, and must not be used when defining a block.', 'remove the "="')
BLOCK_WITHOUT_BRACE: Final = Problem(
    "HCL015", "the opening brace of a block stands on the line of its name", "Invalid block definition",
    'A block definition must have block content delimited by "{" and "}", starting on the same line as the block header.',
    'put "{" at the end of this line')
BLOCK_LABEL_OR_BRACE: Final = Problem(
    "HCL015", "a label or an opening brace was expected here", "Invalid block definition",
    'Either a quoted string block label or an opening brace ("{") is expected here.')
SINGLE_LINE_ARGUMENT: Final = Problem(
    "HCL016", 'a block on one line holds a single argument, and "{}" is none', "Argument definition required",
    "A single-line block definition can contain only a single argument. If you meant to define argument \"{}\", use an equals sign to "
    "assign it a value. To define a nested block, place it on a line of its own within its parent block.",
    "write the block on several lines")
SINGLE_LINE_COMMA: Final = Problem(
    "HCL016", "a block on one line holds a single argument", "Invalid single-argument block definition",
    "Single-line block syntax can include only one argument definition. To define multiple arguments, use the multi-line block syntax "
    "with one argument definition per line.", "write the block on several lines, one argument a line, without commas")
SINGLE_LINE_NEWLINE: Final = Problem(
    "HCL016", "a block whose argument stands beside its opening brace is closed on that line", "Invalid single-argument block definition",
    "An argument definition on the same line as its containing block creates a single-line block definition, which must also be closed "
    "on the same line. Place the block's closing brace immediately after the argument definition.",
    "start a new line after the opening brace")
SINGLE_LINE_END: Final = Problem(
    "HCL016", "a closing brace was expected after the argument of a block on one line", "Invalid single-argument block definition",
    "A single-line block definition must end with a closing brace immediately after its single argument definition.",
    "write the block on several lines")

# Expressions.
MISSING_FALSE: Final = Problem(
    "HCL020", 'a condition has two results: after "?" and a value comes ":" and another', "Missing false expression in conditional",
    "The conditional operator (...?...:...) requires a false expression, delimited by a colon.")
LEGACY_INDEX: Final = Problem(
    "HCL021", "two numbers after dots cannot be told from a fraction", "Invalid legacy index syntax",
    "When using the legacy index syntax, chaining two indexes together is not permitted. Use the proper index syntax instead, like "
    "[{}][{}].",
    "write the indexes in brackets, like [0][1]")
NESTED_SPLAT: Final = Problem(
    "HCL021", '".*" cannot stand behind another ".*"', "Nested splat expression not allowed",
    "A splat expression (*) cannot be used inside another attribute-only splat expression.", "use [*]")
ATTRIBUTE_NAME: Final = Problem(
    "HCL021", "a name must follow the dot", "Invalid attribute name", "An attribute name is required after a dot.")
SPLAT_BRACKET: Final = Problem(
    "HCL022", 'a closing bracket must follow "[*"', "Missing close bracket on splat index",
    'The star for a full splat operator must be immediately followed by a closing bracket ("]").')
INDEX_BRACKET: Final = Problem(
    "HCL022", "a closing bracket was expected after the index", "Missing close bracket on index",
    'The index operator must end with a closing bracket ("]").')
UNBALANCED_PARENTHESES: Final = Problem(
    "HCL022", "a closing parenthesis was expected here", "Unbalanced parentheses",
    "Expected a closing parenthesis to terminate the expression.")
MISSING_EXPRESSION: Final = Problem(
    "HCL023", "the file ends where a value was expected", "Missing expression",
    "Expected the start of an expression, but found the end of the file.")
INVALID_EXPRESSION: Final = Problem(
    "HCL023", "a value was expected here", "Invalid expression",
    "Expected the start of an expression, but found an invalid expression token.")
INVALID_NUMBER: Final = Problem(
    "HCL024", '"{}" is not a number', "Invalid number literal", "Failed to recognize the value of this number literal.",
    "put text such as versions and addresses in quotes")
FUNCTION_NAME: Final = Problem(
    "HCL025", "a function's name must follow \"::\"", "Missing function name",
    "Function scope resolution symbol :: must be followed by a function name in this scope.")
FUNCTION_PARENTHESIS: Final = Problem(
    "HCL025", "an opening parenthesis must follow a function's name", "Missing open parenthesis",
    "Function selector must be followed by an open parenthesis to begin the function call.")
EXPANSION_END: Final = Problem(
    "HCL025", 'only the last argument can be expanded with "..."', "Missing closing parenthesis",
    "An expanded function argument (with ...) must be immediately followed by closing parentheses.")
UNTERMINATED_CALL: Final = Problem(
    "HCL025", "the parenthesis of this call is never closed", "Unterminated function call",
    "There is no closing parenthesis for this function call before the end of the file. This may be caused by incorrect parenthesis "
    "nesting elsewhere in this file.")
ARGUMENT_SEPARATOR: Final = Problem(
    "HCL025", "arguments of a function are separated by commas", "Missing argument separator",
    "A comma is required to separate each function argument from the next.")
UNTERMINATED_TUPLE: Final = Problem(
    "HCL026", "this bracket is never closed", "Unterminated tuple constructor expression",
    "There is no corresponding closing bracket before the end of the file. This may be caused by incorrect bracket nesting elsewhere in "
    "this file.")
ITEM_SEPARATOR: Final = Problem(
    "HCL026", "the items of a list are separated by commas", "Missing item separator",
    "Expected a comma to mark the beginning of the next item.", 'add a comma before this, or close the list with "]"')
UNTERMINATED_OBJECT: Final = Problem(
    "HCL027", "this brace is never closed", "Unterminated object constructor expression",
    "There is no corresponding closing brace before the end of the file. This may be caused by incorrect brace nesting elsewhere in "
    "this file.")
OBJECT_VALUE: Final = Problem(
    "HCL027", 'a key without a value: "=" and a value were expected', "Missing attribute value",
    'Expected an attribute value, introduced by an equals sign ("=").')
OBJECT_EQUALS: Final = Problem(
    "HCL027", '"=" was expected between key and value', "Missing key/value separator",
    'Expected an equals sign ("=") to mark the beginning of the attribute value.')
OBJECT_BLOCK: Final = Problem(
    "HCL027", "there are no blocks inside of a value", OBJECT_EQUALS.summary, OBJECT_EQUALS.detail, 'put "=" before the brace')
OBJECT_EQUALS_NAME: Final = Problem(
    "HCL027", '"=" was expected between key and value', "Missing key/value separator",
    'Expected an equals sign ("=") to mark the beginning of the attribute value. If you intended to given an attribute name containing '
    "periods or spaces, write the name in quotes to create a string literal.",
    "inside a value there are no blocks; a key with dots or spaces needs quotes")
OBJECT_SEPARATOR: Final = Problem(
    "HCL027", "entries are separated by line ends or commas", "Missing attribute separator",
    "Expected a newline or comma to mark the beginning of the next attribute.")
FOR_NAME: Final = Problem(
    "HCL028", 'a name was expected after "for"', "Invalid 'for' expression",
    "For expression requires variable name after 'for'.")
FOR_SECOND_NAME: Final = Problem(
    "HCL028", "a second name was expected after the comma", "Invalid 'for' expression",
    "For expression requires value variable name after comma.")
FOR_IN: Final = Problem(
    "HCL028", '"in" was expected after the names', "Invalid 'for' expression",
    "For expression requires the 'in' keyword after its name declarations.")
FOR_COLON: Final = Problem(
    "HCL028", "a colon was expected after the collection", "Invalid 'for' expression",
    "For expression requires a colon after the collection expression.")
FOR_END: Final = Problem(
    "HCL028", "the expression should end here", "Invalid 'for' expression", "Extra characters after the end of the 'for' expression.")
FOR_KEY_IN_TUPLE: Final = Problem(
    "HCL028", 'a list has no keys: "=>" belongs between braces', "Invalid 'for' expression",
    "Key expression is not valid when building a tuple.")
FOR_GROUP_IN_TUPLE: Final = Problem(
    "HCL028", 'a list cannot be grouped: "..." belongs between braces', "Invalid 'for' expression",
    "Grouping ellipsis (...) cannot be used when building a tuple.")
FOR_KEY: Final = Problem(
    "HCL028", 'a key was expected: `key => value`', "Invalid 'for' expression", "Key expression is required when building an object.")
EXTRA_CHARACTERS: Final = Problem(
    "HCL029", "something follows the expression", "Extra characters after expression",
    "An expression was successfully parsed, but extra characters were found after it.")

# Quoted text and templates.
STRING_TEMPLATE: Final = Problem(
    "HCL030", 'this text must be constant: "{}{" has no meaning here', "Invalid string literal",
    'Template sequences are not allowed in this string. To include a literal "{}", double it (as "{}{}") to escape it.')
UNTERMINATED_STRING: Final = Problem(
    "HCL031", "the file ends inside a quoted text", "Unterminated string literal",
    "Unable to find the closing quote mark before the end of the file.")
STRING_ITEM: Final = Problem(
    "HCL031", "this cannot stand in a quoted text", "Invalid string literal", "This item is not valid in a string literal.")
ESCAPE_ALONE: Final = Problem(
    "HCL032", "a backslash stands alone", "Invalid escape sequence",
    "Backslash must be followed by an escape sequence selector character.", "write a backslash as \\\\")
ESCAPE_SHORT: Final = Problem(
    "HCL032", "four hexadecimal digits must follow \\u", "Invalid escape sequence",
    "The \\u escape sequence must be followed by four hexadecimal digits.")
ESCAPE_LONG: Final = Problem(
    "HCL032", "eight hexadecimal digits must follow \\U", "Invalid escape sequence",
    "The \\U escape sequence must be followed by eight hexadecimal digits.")
ESCAPE_CHARACTER: Final = Problem(
    "HCL032", "there is no character U+{}", "Invalid escape sequence", "Cannot encode character U+{} in UTF-8.")
ESCAPE_UNKNOWN: Final = Problem(
    "HCL032", "\\{} is not an escape sequence", "Invalid escape sequence",
    'The symbol "{}" is not a valid escape sequence selector.',
    'known are \\n, \\r, \\t, \\", \\\\, \\uNNNN and \\UNNNNNNNN; write a backslash as \\\\')
UNTERMINATED_TEMPLATE: Final = Problem(
    "HCL031", "the text is not closed", "Unterminated template string", "No closing marker was found for the string.",
    "a heredoc ends with its marker alone on a line, and with a line end after it")
UNCLOSED_INTERPOLATION: Final = Problem(
    "HCL033", "${ is never closed in this text", "Unclosed template interpolation sequence",
    "There is no closing brace for this interpolation sequence before the end of the file. This might be caused by incorrect nesting "
    "inside the given expression.")
UNCLOSED_INTERPOLATION_QUOTE: Final = Problem(
    "HCL033", "${ is never closed in this text", "Unclosed template interpolation sequence",
    "There is no closing brace for this interpolation sequence before the end of the quoted template. This might be caused by incorrect "
    "nesting inside the given expression.")
INTERPOLATION_COLON: Final = Problem(
    "HCL033", "a colon cannot stand in ${ … }", "Extra characters after interpolation expression",
    "Template interpolation doesn't expect a colon at this location. Did you intend this to be a literal sequence to be processed as part "
    'of another language? If so, you can escape it by starting with "$${" instead of just "${".',
    "write $${ … } when a shell or a template engine shall see it")
INTERPOLATION_EXTRA: Final = Problem(
    "HCL033", '"}" was expected here, to close ${', "Extra characters after interpolation expression",
    "Expected a closing brace to end the interpolation expression, but found extra characters.\n\nThis can happen when you include "
    "interpolation syntax for another language, such as shell scripting, but forget to escape the interpolation start token. If this is "
    'an embedded sequence for another language, escape it by starting with "$${" instead of just "${".',
    "write $${ … } when a shell or a template engine shall see it")
DIRECTIVE: Final = Problem(
    "HCL034", "a directive (if, else, endif, for, endfor) must follow %{", "Invalid template directive",
    'A template directive keyword ("if", "for", etc) is expected at the beginning of a %{ sequence.', "write a literal %{ as %%{")
DIRECTIVE_KEYWORD: Final = Problem(
    "HCL034", '"{}" is not a directive: known are if, else, endif, for, endfor', "Invalid template control keyword",
    '"{}" is not a valid template control keyword.{}', "write a literal %{ as %%{")
DIRECTIVE_EXTRA: Final = Problem(
    "HCL034", '"}" was expected here, to close %{', "Extra characters in {} marker",
    "Expected a closing brace to end the sequence, but found extra characters.")
FOR_DIRECTIVE_NAME: Final = Problem(
    "HCL034", 'a name was expected after "for"', "Invalid 'for' directive", "For directive requires variable name after 'for'.")
FOR_DIRECTIVE_SECOND_NAME: Final = Problem(
    "HCL034", "a second name was expected after the comma", "Invalid 'for' directive",
    "For directive requires value variable name after comma.")
FOR_DIRECTIVE_IN: Final = Problem(
    "HCL034", '"in" was expected after the names', "Invalid 'for' directive", "For directive requires 'in' keyword after names.")
UNEXPECTED_DIRECTIVE: Final = Problem(
    "HCL035", "%{ {} } stands without its beginning", "Unexpected {} directive",
    "The control directives within this template are unbalanced.")
UNEXPECTED_END: Final = Problem(
    "HCL035", "%{ {} } is never closed: %{ end{} } is missing", "Unexpected end of template",
    "The {} directive is missing its corresponding end directive.")
SECOND_ELSE: Final = Problem(
    "HCL035", "a second %{ else }", "Unexpected else directive", "Already in the else clause for the if directive.")
ELSE_IN_FOR: Final = Problem(
    "HCL035", "%{ for } has no %{ else }", "Unexpected else directive", "An else clause is not expected for a for directive.")
WRONG_END: Final = Problem(
    "HCL035", "%{ {} } does not close %{ {} }", "Unexpected {} directive", "Expecting another end directive.")

# Traversals on their own.
VARIABLE_NAME: Final = Problem("HCL036", "a name was expected here", "Variable name required", "Must begin with a variable name.")
TRAVERSAL_NAME: Final = Problem(
    "HCL036", "a name must follow the dot", "Attribute name required", "Dot must be followed by attribute name.")
TRAVERSAL_SPLAT: Final = Problem(
    "HCL036", "a star cannot stand here", "Attribute name required", "Splat expressions may not be used here.")
TRAVERSAL_BRACKET: Final = Problem(
    "HCL036", "a closing bracket was expected here", "Unclosed index brackets", "Index key must be followed by a closing bracket.")
TRAVERSAL_INDEX: Final = Problem(
    "HCL036", "a number or a quoted text was expected here", "Index value required",
    "Index brackets must contain either a literal number or a literal string.")
TRAVERSAL_EXTRA: Final = Problem(
    "HCL036", "a dot or an opening bracket was expected here", "Invalid character",
    "Expected an attribute access or an index operator.")

# Ours alone: Nomad's parser has no limit.
TOO_DEEP: Final = Problem(
    "HCL040", "this is nested too deeply: more than {} levels", "Nested too deeply", "",
    "Nomad itself has no limit; move parts into locals", nomad=False)
