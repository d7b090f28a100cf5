# shellcheck shell=sh disable=SC2034,SC2154
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
