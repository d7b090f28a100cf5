#!/bin/sh
# The networks of job ingress, built as Nomad 2.0.6 would build them; written by jobspec VERSION.

set -eu

job=ingress
: "${CNI_PATH:=/opt/cni/bin:/usr/libexec/cni}"

# What the script below is made of.
state=${STATE:-/run/jobspec-plan.$(printf %s "$job" | tr -c 'A-Za-z0-9_.-' _)}

say() { printf '%s\n' "== $*" >&2; }
fail() {
  printf '%s\n' "$0: $*" >&2
  exit 2
}

# with_previous FILE: a configuration on standard input, printed with the result in FILE as its prevResult.
# Without that file the prevResult of the plan stays.
with_previous() {
  if [ ! -s "$1" ]; then
    cat
  elif command -v jq >/dev/null 2>&1; then
    jq --slurpfile previous "$1" '.prevResult = $previous[0]'
  else
    python3 -c '
import json, sys
configuration = json.load(sys.stdin)
with open(sys.argv[1]) as file:
    configuration["prevResult"] = json.load(file)
json.dump(configuration, sys.stdout)
' "$1"
  fi
}

# find_plugin NAME: its path in the folders of CNI_PATH.
find_plugin() (
  IFS=:
  for folder in $CNI_PATH; do
    if [ -x "$folder/$1" ]; then
      printf '%s\n' "$folder/$1"
      exit 0
    fi
  done
  exit 1
)

# plugin COMMAND NAME ALLOCATION NAME=VALUE…: calls a plugin with $state/stdin; its result goes to $state/ALLOCATION.json.
# A failing DEL is reported and the teardown goes on.
plugin() {
  command=$1 name=$2 number=$3
  shift 3
  if ! path=$(find_plugin "$name"); then
    [ "$command" = DEL ] || fail "there is no plugin $name in $CNI_PATH (set CNI_PATH)"
    say "cannot call DEL of $name: it is not in $CNI_PATH"
    return 0
  fi
  say "$command $name"
  if env "CNI_COMMAND=$command" "CNI_PATH=$CNI_PATH" "$@" "$path" <"$state/stdin" >"$state/stdout"; then
    if [ "$command" = ADD ] && [ -s "$state/stdout" ]; then
      mv "$state/stdout" "$state/$number.json"
    fi
  else
    cat "$state/stdout" >&2
    say "$command $name failed"
    [ "$command" = DEL ] || exit 1
  fi
}

# new_namespace PATH and no_namespace PATH: a named namespace, and the same at PATH where that is elsewhere, as Docker has it.
new_namespace() {
  ip netns add "${1##*/}"
  case $1 in
    /run/netns/* | /var/run/netns/*) ;;
    *)
      mkdir -p "${1%/*}"
      : >"$1"
      mount --bind "/run/netns/${1##*/}" "$1"
      ;;
  esac
}
no_namespace() {
  case $1 in
    /run/netns/* | /var/run/netns/*) ;;
    *)
      if [ -e "$1" ]; then
        umount "$1" || :
        rm -f "$1"
      fi
      ;;
  esac
  if [ -e "/run/netns/${1##*/}" ]; then ip netns del "${1##*/}"; fi
}

# admin_rule IPTABLES CHAIN BRIDGE SUBNET: the rule that Nomad itself sees to before it calls the plugins. It stays, as on a client.
admin_rule() {
  "$1" -w -n -L "$2" >/dev/null 2>&1 || "$1" -w -N "$2"
  "$1" -w -C "$2" -o "$3" -d "$4" -j ACCEPT 2>/dev/null || "$1" -w -A "$2" -o "$3" -d "$4" -j ACCEPT
}

up() {
  for each in $numbers; do
    "add_$each"
  done
}

# In reverse. The plugins leave an empty bridge and empty chains, as on a client.
down() {
  reversed=
  for each in $numbers; do reversed="$each $reversed"; done
  for each in $reversed; do
    "del_$each" || say "taking down $each failed"
  done
  rm -f "$state/stdin" "$state/stdout"
  rmdir "$state" 2>/dev/null || :
}

# finish: takes everything down however the script ends; a second Ctrl-C does not stop it.
finish() {
  status=$?
  trap - EXIT
  trap '' HUP INT TERM
  down
  exit "$status"
}

# main [add|del]: without an argument, everything is built and taken down again.
main() {
  case ${1-} in
    '' | add | del) ;;
    *) fail "usage: $0 [add|del]" ;;
  esac
  [ "$(id -u)" = 0 ] || fail "this needs root"
  command -v ip >/dev/null 2>&1 || fail "this needs ip (package iproute2)"
  command -v jq >/dev/null 2>&1 || command -v python3 >/dev/null 2>&1 || fail "this needs jq or python3, to hand results on"
  mkdir -p "$state"
  if [ "${1-}" = del ]; then
    down
    return 0
  fi
  trap finish EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  up
  if [ "${1-}" = add ]; then
    trap - EXIT
    say "standing; '$0 del' takes it down"
  fi
}

# ingress.proxy[0] on client: nomad (built in)
add_1() {
  say 'adding ingress.proxy[0]'
  new_namespace /var/run/docker/netns/be35ee5cb25f
  admin_rule iptables NOMAD-ADMIN nomad 172.26.64.0/20

  # 1. loopback: brings up lo
  cat <<'JSON' >"$state/stdin"
{
  "cniVersion": "0.4.0",
  "name": "nomad",
  "type": "loopback"
}
JSON
  plugin ADD loopback 1 \
    'CNI_ARGS=IgnoreUnknown=true;NOMAD_REGION=global;NOMAD_NAMESPACE=default;NOMAD_JOB_ID=ingress;NOMAD_GROUP_NAME=proxy;NOMAD_ALLOC_ID=8dc40477-8fe3-1806-07f6-bbe35d26631f' \
    CNI_CONTAINERID=8dc40477-8fe3-1806-07f6-bbe35d26631f \
    CNI_IFNAME=eth0 \
    CNI_NETNS=/var/run/docker/netns/be35ee5cb25f

  # 2. bridge: joins eth0 to bridge nomad; address from host-local in 172.26.64.0/20; the bridge is its gateway; traffic to elsewhere leaves with the host's address
  with_previous "$state/1.json" <<'JSON' >"$state/stdin"
{
  "bridge": "nomad",
  "cniVersion": "0.4.0",
  "forceAddress": true,
  "hairpinMode": false,
  "ipMasq": true,
  "ipam": {
    "type": "host-local",
    "ranges": [
      [
        {
          "subnet": "172.26.64.0/20"
        }
      ]
    ],
    "routes": [
      {
        "dst": "0.0.0.0/0"
      }
    ],
    "dataDir": "/var/run/cni"
  },
  "isGateway": true,
  "name": "nomad",
  "prevResult": {
    "cniVersion": "0.4.0",
    "interfaces": [
      {
        "name": "lo",
        "mac": "00:00:00:00:00:00",
        "sandbox": "/var/run/docker/netns/be35ee5cb25f"
      }
    ],
    "ips": [
      {
        "version": "",
        "interface": 0,
        "address": "127.0.0.1/8"
      },
      {
        "version": "",
        "interface": 0,
        "address": "::1/128"
      }
    ],
    "dns": {}
  },
  "type": "bridge"
}
JSON
  plugin ADD bridge 1 \
    'CNI_ARGS=IgnoreUnknown=true;NOMAD_REGION=global;NOMAD_NAMESPACE=default;NOMAD_JOB_ID=ingress;NOMAD_GROUP_NAME=proxy;NOMAD_ALLOC_ID=8dc40477-8fe3-1806-07f6-bbe35d26631f' \
    CNI_CONTAINERID=8dc40477-8fe3-1806-07f6-bbe35d26631f \
    CNI_IFNAME=eth0 \
    CNI_NETNS=/var/run/docker/netns/be35ee5cb25f

  # 3. firewall: lets traffic to and from the allocation be forwarded; your own rules go into NOMAD-ADMIN
  with_previous "$state/1.json" <<'JSON' >"$state/stdin"
{
  "backend": "iptables",
  "cniVersion": "0.4.0",
  "iptablesAdminChainName": "NOMAD-ADMIN",
  "name": "nomad",
  "prevResult": {
    "cniVersion": "0.4.0",
    "interfaces": [
      {
        "name": "nomad"
      },
      {
        "name": "vethf7475458"
      },
      {
        "name": "eth0",
        "sandbox": "/var/run/docker/netns/be35ee5cb25f"
      }
    ],
    "ips": [
      {
        "version": "4",
        "interface": 2,
        "address": "172.26.64.2/20",
        "gateway": "172.26.64.1"
      }
    ],
    "routes": [
      {
        "dst": "0.0.0.0/0"
      }
    ],
    "dns": {}
  },
  "type": "firewall"
}
JSON
  plugin ADD firewall 1 \
    'CNI_ARGS=IgnoreUnknown=true;NOMAD_REGION=global;NOMAD_NAMESPACE=default;NOMAD_JOB_ID=ingress;NOMAD_GROUP_NAME=proxy;NOMAD_ALLOC_ID=8dc40477-8fe3-1806-07f6-bbe35d26631f' \
    CNI_CONTAINERID=8dc40477-8fe3-1806-07f6-bbe35d26631f \
    CNI_IFNAME=eth0 \
    CNI_NETNS=/var/run/docker/netns/be35ee5cb25f

  # 4. portmap: forwards 2 host ports into the namespace
  with_previous "$state/1.json" <<'JSON' >"$state/stdin"
{
  "capabilities": {
    "portMappings": true
  },
  "cniVersion": "0.4.0",
  "name": "nomad",
  "prevResult": {
    "cniVersion": "0.4.0",
    "interfaces": [
      {
        "name": "nomad"
      },
      {
        "name": "vethf7475458"
      },
      {
        "name": "eth0",
        "sandbox": "/var/run/docker/netns/be35ee5cb25f"
      }
    ],
    "ips": [
      {
        "version": "4",
        "interface": 2,
        "address": "172.26.64.2/20",
        "gateway": "172.26.64.1"
      }
    ],
    "routes": [
      {
        "dst": "0.0.0.0/0"
      }
    ],
    "dns": {}
  },
  "runtimeConfig": {
    "portMappings": [
      {
        "HostPort": 443,
        "ContainerPort": 443,
        "Protocol": "tcp",
        "HostIP": "203.0.113.1"
      },
      {
        "HostPort": 443,
        "ContainerPort": 443,
        "Protocol": "udp",
        "HostIP": "203.0.113.1"
      },
      {
        "HostPort": 20000,
        "ContainerPort": 9100,
        "Protocol": "tcp",
        "HostIP": "198.18.0.1"
      },
      {
        "HostPort": 20000,
        "ContainerPort": 9100,
        "Protocol": "udp",
        "HostIP": "198.18.0.1"
      }
    ]
  },
  "snat": true,
  "type": "portmap"
}
JSON
  plugin ADD portmap 1 \
    'CNI_ARGS=IgnoreUnknown=true;NOMAD_REGION=global;NOMAD_NAMESPACE=default;NOMAD_JOB_ID=ingress;NOMAD_GROUP_NAME=proxy;NOMAD_ALLOC_ID=8dc40477-8fe3-1806-07f6-bbe35d26631f' \
    CNI_CONTAINERID=8dc40477-8fe3-1806-07f6-bbe35d26631f \
    CNI_IFNAME=eth0 \
    CNI_NETNS=/var/run/docker/netns/be35ee5cb25f
  say 'result of ingress.proxy[0]'
  cat "$state/1.json"
}

del_1() {
  say 'taking down ingress.proxy[0]'

  # portmap
  with_previous "$state/1.json" <<'JSON' >"$state/stdin"
{
  "capabilities": {
    "portMappings": true
  },
  "cniVersion": "0.4.0",
  "name": "nomad",
  "prevResult": {
    "cniVersion": "0.4.0",
    "interfaces": [
      {
        "name": "nomad"
      },
      {
        "name": "vethf7475458"
      },
      {
        "name": "eth0",
        "sandbox": "/var/run/docker/netns/be35ee5cb25f"
      }
    ],
    "ips": [
      {
        "version": "4",
        "interface": 2,
        "address": "172.26.64.2/20",
        "gateway": "172.26.64.1"
      }
    ],
    "routes": [
      {
        "dst": "0.0.0.0/0"
      }
    ],
    "dns": {}
  },
  "runtimeConfig": {
    "portMappings": [
      {
        "HostPort": 443,
        "ContainerPort": 443,
        "Protocol": "tcp",
        "HostIP": "203.0.113.1"
      },
      {
        "HostPort": 443,
        "ContainerPort": 443,
        "Protocol": "udp",
        "HostIP": "203.0.113.1"
      },
      {
        "HostPort": 20000,
        "ContainerPort": 9100,
        "Protocol": "tcp",
        "HostIP": "198.18.0.1"
      },
      {
        "HostPort": 20000,
        "ContainerPort": 9100,
        "Protocol": "udp",
        "HostIP": "198.18.0.1"
      }
    ]
  },
  "snat": true,
  "type": "portmap"
}
JSON
  plugin DEL portmap 1 \
    CNI_ARGS= \
    CNI_CONTAINERID=8dc40477-8fe3-1806-07f6-bbe35d26631f \
    CNI_IFNAME=eth0 \
    CNI_NETNS=/var/run/docker/netns/be35ee5cb25f

  # firewall
  with_previous "$state/1.json" <<'JSON' >"$state/stdin"
{
  "backend": "iptables",
  "cniVersion": "0.4.0",
  "iptablesAdminChainName": "NOMAD-ADMIN",
  "name": "nomad",
  "prevResult": {
    "cniVersion": "0.4.0",
    "interfaces": [
      {
        "name": "nomad"
      },
      {
        "name": "vethf7475458"
      },
      {
        "name": "eth0",
        "sandbox": "/var/run/docker/netns/be35ee5cb25f"
      }
    ],
    "ips": [
      {
        "version": "4",
        "interface": 2,
        "address": "172.26.64.2/20",
        "gateway": "172.26.64.1"
      }
    ],
    "routes": [
      {
        "dst": "0.0.0.0/0"
      }
    ],
    "dns": {}
  },
  "type": "firewall"
}
JSON
  plugin DEL firewall 1 \
    CNI_ARGS= \
    CNI_CONTAINERID=8dc40477-8fe3-1806-07f6-bbe35d26631f \
    CNI_IFNAME=eth0 \
    CNI_NETNS=/var/run/docker/netns/be35ee5cb25f

  # bridge
  with_previous "$state/1.json" <<'JSON' >"$state/stdin"
{
  "bridge": "nomad",
  "cniVersion": "0.4.0",
  "forceAddress": true,
  "hairpinMode": false,
  "ipMasq": true,
  "ipam": {
    "type": "host-local",
    "ranges": [
      [
        {
          "subnet": "172.26.64.0/20"
        }
      ]
    ],
    "routes": [
      {
        "dst": "0.0.0.0/0"
      }
    ],
    "dataDir": "/var/run/cni"
  },
  "isGateway": true,
  "name": "nomad",
  "prevResult": {
    "cniVersion": "0.4.0",
    "interfaces": [
      {
        "name": "nomad"
      },
      {
        "name": "vethf7475458"
      },
      {
        "name": "eth0",
        "sandbox": "/var/run/docker/netns/be35ee5cb25f"
      }
    ],
    "ips": [
      {
        "version": "4",
        "interface": 2,
        "address": "172.26.64.2/20",
        "gateway": "172.26.64.1"
      }
    ],
    "routes": [
      {
        "dst": "0.0.0.0/0"
      }
    ],
    "dns": {}
  },
  "type": "bridge"
}
JSON
  plugin DEL bridge 1 \
    CNI_ARGS= \
    CNI_CONTAINERID=8dc40477-8fe3-1806-07f6-bbe35d26631f \
    CNI_IFNAME=eth0 \
    CNI_NETNS=/var/run/docker/netns/be35ee5cb25f

  # loopback
  with_previous "$state/1.json" <<'JSON' >"$state/stdin"
{
  "cniVersion": "0.4.0",
  "name": "nomad",
  "prevResult": {
    "cniVersion": "0.4.0",
    "interfaces": [
      {
        "name": "nomad"
      },
      {
        "name": "vethf7475458"
      },
      {
        "name": "eth0",
        "sandbox": "/var/run/docker/netns/be35ee5cb25f"
      }
    ],
    "ips": [
      {
        "version": "4",
        "interface": 2,
        "address": "172.26.64.2/20",
        "gateway": "172.26.64.1"
      }
    ],
    "routes": [
      {
        "dst": "0.0.0.0/0"
      }
    ],
    "dns": {}
  },
  "type": "loopback"
}
JSON
  plugin DEL loopback 1 \
    CNI_ARGS= \
    CNI_CONTAINERID=8dc40477-8fe3-1806-07f6-bbe35d26631f \
    CNI_IFNAME=eth0 \
    CNI_NETNS=/var/run/docker/netns/be35ee5cb25f
  no_namespace /var/run/docker/netns/be35ee5cb25f
  rm -f "$state/1.json"
}

numbers='1'
main "$@"
