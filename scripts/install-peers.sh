#!/usr/bin/env bash
# Installs the tools that bench/trust/ holds our error rates against, as root on Debian; nothing else of the project needs
# them. Says at the end which are there. Exit code 0 even where some are missing: the campaign leaves those out by name.
set -uo pipefail
exec </dev/null

# libbenchmark-tools carries google/benchmark's compare.py, which needs numpy and scipy for its U test.
packages=(hyperfine g++ libbenchmark-dev libbenchmark-tools python3-numpy python3-scipy stress-ng linux-perf lmbench)

installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

install_missing() {
  command -v apt-get >/dev/null || { echo 'there is no apt-get here; only what is installed can be used' >&2; return; }
  local package missing=()
  for package in "${packages[@]}"; do installed "$package" || missing+=("$package"); done
  ((${#missing[@]})) || return
  if ((EUID != 0)); then echo "not root, so not installing: ${missing[*]}" >&2; return; fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get -qq update >&2 || echo 'apt-get update failed; going on with the lists that are here' >&2
  # One by one: lmbench is in Debian's non-free section, which most machines do not have, and must not stop the others.
  for package in "${missing[@]}"; do
    echo "installing: $package" >&2
    apt-get -qq -y install --no-install-recommends "$package" >/dev/null 2>&1 || true
  done
}

report() {
  local package absent=0
  for package in "${packages[@]}"; do
    if installed "$package"; then
      printf 'there    %-20s %s\n' "$package" "$(dpkg-query -W -f '${Version}' "$package")"
    else
      absent=1
      if [[ -n $(apt-cache madison "$package" 2>/dev/null) ]]; then reason='apt-get could not install it'
      else reason='no configured apt source has it (lmbench: add non-free)'; fi
      printf 'missing  %-20s %s\n' "$package" "$reason"
    fi
  done
  ((absent)) && echo 'what is missing is left out of the campaign, by name'
  return 0
}

install_missing
report
