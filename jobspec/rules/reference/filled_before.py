"""Files that another tool fills in before Nomad reads them."""

from __future__ import annotations

import re
from typing import Final

from jobspec.rules.context import Context

#: Terraform's templatefile takes `${…}` for itself, so that what is for Nomad stands behind two dollar signs. Nomad alone needs no second.
_FOR_NOMAD: Final = re.compile(r"\$\$\{\s*(?:(?:attr|device|env|meta|node|secret)[.\[]|NOMAD_)")


def is_filled_in_before(context: Context) -> bool:
    """Whether the job's file is recognisably a template of Terraform, whose plain `${name}` is gone before Nomad reads the file."""
    origin = context.written.origin
    return origin is not None and context.once(lambda: _FOR_NOMAD.search(origin.source.text) is not None, "filled in before")
