# Sourced by app/run and tests/run: installs the Debian packages that a list names and this machine lacks.

# The packages of the lists given, one a line, without comments.
listed () {
  cat "$@" | sed -e 's/#.*//' -e '/^[[:space:]]*$/d' | sort -u
}

# Those of the standard input that dpkg doesn't know as installed. A line "package command" is content with a command of that
# name from elsewhere: another vendor's package may bring it and conflict with the distribution's.
missing () {
  while read -r package command; do
    dpkg-query -W -f='${db:Status-Abbrev}\n' "$package" 2>/dev/null | grep -q '^ii' && continue
    [ -n "$command" ] && command -v "$command" >/dev/null && continue
    echo "$package"
  done
}

as_root () {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "Assay: these packages need the administrator: $*" >&2
    return 1
  fi
}

# Packages of servers start these and would do so at each boot. What is installed for this program starts its own, and no other.
install_quietly () {
  as_root env RUNLEVEL=1 SYSTEMD_OFFLINE=1 apt-get install -y -q --no-install-recommends "$@" || return 1
  command -v systemctl >/dev/null || return 0
  units=$(dpkg-query -L "$@" | sed -n 's|^\(/usr\)*/lib/systemd/system/\([^/@]*\.service\)$|\2|p')
  [ -z "$units" ] || as_root env SYSTEMD_OFFLINE=1 systemctl disable $units >/dev/null 2>&1 || true
}

# Installs what is missing of the lists given; without apt it names the packages and fails.
install_packages () {
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    echo "Assay: this distribution has no apt. Install these (Debian's names) and build with meson and ninja:" >&2
    listed "$@" | sed -e 's/ .*//' -e 's/^/  /' >&2
    return 1
  fi
  wanted=$(listed "$@" | missing)
  [ -n "$wanted" ] || return 0
  echo "Assay: installing" $wanted
  export DEBIAN_FRONTEND=noninteractive
  # Package lists may be absent on a fresh system, or too old to name files that still exist.
  install_quietly $wanted >/dev/null 2>&1 && return 0
  as_root apt-get update -q >/dev/null || return 1
  install_quietly $wanted
}

# build FOLDER [MESON OPTIONS]: configures once, then builds what has changed.
build () {
  folder=$1
  shift
  [ -f "$folder/build.ninja" ] || meson setup "$folder" "$@" || return 1
  ninja -C "$folder"
}
