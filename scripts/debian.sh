# Installs Debian packages for the scripts beside this one, which source it.

fail() {
  echo "stet: $1" >&2
  exit 1
}

# Prints the arguments that are not installed Debian packages.
missing_debian() {
  local package
  for package in "$@"; do
    dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
      echo "$package"
  done
}

install_debian() {
  local -a missing run=()
  mapfile -t missing < <(missing_debian "$@")
  [ "${#missing[@]}" -gt 0 ] || return 0
  local by_hand="apt-get install ${missing[*]}"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
      fail "these packages are missing and you may not install them: have an administrator run \`$by_hand\`"
    run=(sudo)
    # Without somebody to type a password, sudo must not wait for one.
    if [ ! -t 0 ]; then run+=(--non-interactive); fi
    "${run[@]}" true 2>/dev/null ||
      fail "these packages are missing and sudo refused to install them: run \`sudo $by_hand\`"
  fi
  echo "Installing ${missing[*]}"
  run+=(env DEBIAN_FRONTEND=noninteractive apt-get --quiet=2 -o DPkg::Lock::Timeout=300)
  "${run[@]}" update </dev/null || fail "\`apt-get update\` failed; see above, then run \`$by_hand\` as root"
  "${run[@]}" install --no-install-recommends "${missing[@]}" </dev/null >/dev/null ||
    fail "\`$by_hand\` failed; see above"
}
