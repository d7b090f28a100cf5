"""What is measured: real job files where they are at hand, generated ones elsewhere and for growth."""

from __future__ import annotations

from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "job"

_TASK = """\
    task "task-{n}" {{
      driver = "docker"
      config {{
        image = "registry.example/app-{n}:${{var.tag}}"
        ports = ["http"]
        args  = ["--listen", "0.0.0.0:${{NOMAD_PORT_http}}", "--level", upper("info")]
      }}
      env {{
        NUMBER = "{n}"
        REGION = "${{NOMAD_REGION}}"
      }}
      template {{
        destination = "local/app.conf"
        data        = <<EOT
listen = {{{{ env "NOMAD_PORT_http" }}}}
EOT
      }}
      resources {{
        cpu    = 100 + {n}
        memory = 128
      }}
    }}
"""
_GROUP = """\
  group "group-{n}" {{
    count          = 2
    shutdown_delay = "5s"
    network {{
      mode = "bridge"
      port "http" {{ to = 8080 }}
    }}
    service {{
      name     = "app-{n}"
      port     = "http"
      provider = "nomad"
    }}
{task}  }}
"""


def generated_job(size: int) -> str:
    """A job file of about `size` characters, at least one group."""
    parts = ['variable "tag" {\n  default = "1.0"\n}\njob "generated" {\n  datacenters = ["dc1"]\n']
    length = len(parts[0])
    number = 0
    while not number or length < size:
        parts.append(_GROUP.format(n=number, task=_TASK.format(n=number)))
        length += len(parts[-1])
        number += 1
    return "".join([*parts, "}\n"])


def generated_groups(count: int) -> str:
    """A job file of that many groups."""
    groups = [_GROUP.format(n=number, task=_TASK.format(n=number)) for number in range(count)]
    return "".join(['variable "tag" {\n  default = "1.0"\n}\njob "generated" {\n  datacenters = ["dc1"]\n', *groups, "}\n"])


def corpus(every: int) -> tuple[str, list[str]]:
    """A name for it, and the texts of the corpus (each n-th file), or of 500 generated jobs where there is none."""
    paths = sorted(path for path in CORPUS.rglob("*") if path.is_file()) if CORPUS.is_dir() else []
    if not paths:
        return "generated jobs", [generated_job(500 + 37 * number) for number in range(500)][::every]
    return "corpus", [path.read_bytes().decode("utf-8", "replace") for path in paths[::every]]
