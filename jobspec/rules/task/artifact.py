"""JOB406: artifacts."""

from __future__ import annotations

from jobspec.go_text import quote
from jobspec.models.job_template import TaskArtifact
from jobspec.models.variables import REFERENCE
from jobspec.rules.context import Context
from jobspec.rules.paths import escapes_allocation
from jobspec.rules.rule import Findings, Rule

MODES = ("any", "file", "dir")
DIGEST_BYTES = {"md5": 16, "sha1": 20, "sha256": 32, "sha512": 64}


class InvalidArtifact(Rule):
    """An artifact that Nomad refuses.

    ## What it finds
    No `source`; a `mode` other than `any`, `file` or `dir`; a `destination` outside of the allocation's folder; a `checksum` that is
    not `type:hexadecimal` with a type of md5, sha1, sha256 or sha512 and the right length (unless it has a `${…}`).

    ## Why it matters
    Nomad refuses the job.

    ## Example
        artifact {
          source = "https://example.com/app.tar.gz"
          options {
            checksum = "sha256:1234"
          }
        }

    ## Use instead
        artifact {
          source = "https://example.com/app.tar.gz"
          options {
            checksum = "md5:d41d8cd98f00b204e9800998ecf8427e"
          }
        }
    """

    code = "JOB406"
    name = "invalid-artifact"
    nomad = True
    scope = "task"

    def check_artifact(self, artifact: TaskArtifact, context: Context) -> Findings:
        """structs.TaskArtifact.Validate."""
        if not artifact.source:
            yield self.at(artifact.span_of("source"), "the artifact has no source; expected an address", nomad="source must be specified")
        mode = artifact.mode or "any"
        if mode not in MODES:
            yield self.at(
                artifact.span_of("mode"),
                f'artifact mode is "{mode}"; expected any, file or dir',
                nomad=f"invalid artifact mode {quote(mode)}; must be one of: any, file, dir",
                slip=(mode, MODES),
            )
        destination = artifact.destination or ""
        if escapes_allocation("task", destination):
            yield self.at(
                artifact.span_of("destination"),
                f'destination "{destination}" lies outside of the allocation\'s folder',
                nomad="destination escapes allocation directory",
                help='Paths start in the task\'s folder; "../alloc/" is the shared one.',
            )
        checksum = (artifact.getter_options or {}).get("checksum")
        problem = None if checksum is None else checksum_problem(checksum)
        if problem is not None:
            yield self.at(artifact.span_of("options"), problem[0], nomad=problem[1])


def checksum_problem(checksum: str) -> tuple[str, str] | None:
    """(our words, Nomad's words) against a checksum; None for a good one (structs.TaskArtifact.validateChecksum)."""
    if REFERENCE.search(checksum):
        return None
    checksum = checksum.strip()
    if not checksum:
        return "the checksum is empty; expected type:hexadecimal", "checksum value cannot be empty"
    parts = checksum.split(":")
    if len(parts) != 2:
        return (
            f'checksum "{checksum}" is not of the form type:hexadecimal',
            f'checksum must be given as "type:value"; got {quote(checksum)}',
        )
    kind, digits = parts
    wrong = next(
        (character for character in digits.encode("utf-8", "surrogateescape") if chr(character) not in "0123456789abcdefABCDEF"), None
    )
    if wrong is not None:
        return (f'checksum "{digits}" is not hexadecimal', f"invalid checksum: encoding/hex: invalid byte: {_byte(wrong)}")
    if len(digits) % 2:
        return f'checksum "{digits}" has an odd number of digits', "invalid checksum: encoding/hex: odd length hex string"
    expected = DIGEST_BYTES.get(kind)
    if expected is None:
        return (f'checksum type "{kind}" is unknown; expected md5, sha1, sha256 or sha512', f"unsupported checksum type: {kind}")
    if len(digits) != 2 * expected:
        return (f"the checksum has {len(digits)} digits; {kind} has {2 * expected}", f"invalid {kind} checksum: {digits}")
    return None


def _byte(value: int) -> str:
    """A byte as %#U writes it."""
    return f"U+{value:04X}" + (f" '{chr(value)}'" if chr(value).isprintable() else "")
