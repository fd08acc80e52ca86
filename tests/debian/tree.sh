# Sourced by bash: trees of another Debian release's packages, made without root, without dpkg and without their scripts, in a minute.
#
#   debian_setup SUITE CACHE       reads the suite's index from the mirror of this machine; CACHE keeps it and the packages. $INDEX is
#                                  "deb", or "deb deb-src" for the addresses of sources
#   debian_closure PACKAGE...      prints "URL FILE SIZE HASH" of the packages and all that they depend on, sorted
#   debian_fetch LIST              downloads what a list of such lines names and CACHE lacks, each checked against the signed index
#   debian_unpack ROOT < LIST      unpacks the files of the list into ROOT
#   debian_skeleton ROOT ETC       an empty ROOT in which /usr is merged and /etc lies at ETC ("etc", "usr/etc")
#   debian_in ROOT COMMAND...      runs a command there, with nothing of this machine within reach
#   debian_triggers ROOT           the caches and links that the packages' own scripts would have made
#
# $DROP is a pattern of packages to leave out of a closure; skip lists the files that no tree needs.

debian_here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
debian_arch=$(dpkg --print-architecture)
DROP='^$'
INDEX=deb

# The address of this machine's own mirror that ends in the name given.
debian_mirror () {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m 1 -E "/$1/?\$"
}

debian_sources () {
  local key=/usr/share/keyrings/debian-archive-keyring.gpg main security index
  main=$(debian_mirror debian)
  security=$(debian_mirror debian-security) || true
  for index in $INDEX; do
    echo "$index [signed-by=$key] $main $1 main"
    [ "$1" = sid ] || [ -z "$security" ] || echo "$index [signed-by=$key] $security $1-security main"
  done
}

# Nothing is installed in this apt's world, so that closures are whole. Proxies and the like are this machine's.
debian_apt_options () {
  apt-config dump | grep -E '^Acquire::(http|https|Check-)'
  cat <<CONF
Dir "$debian_apt";
Dir::State::status "$debian_apt/var/lib/dpkg/status";
APT::Architecture "$debian_arch";
APT::Architectures { "$debian_arch"; };
APT::Install-Recommends "false";
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::Retries "3";
Acquire::ForceHash "SHA256";
CONF
}

debian_setup () {
  debian_apt=$2/apt-$1 debian_debs=$2/debs-$1
  mkdir -p "$debian_debs" "$debian_apt"/etc/apt/{apt.conf.d,preferences.d,sources.list.d} \
    "$debian_apt"/var/lib/{apt/lists/partial,dpkg} "$debian_apt"/var/cache/apt/archives/partial
  : >"$debian_apt/var/lib/dpkg/status"
  debian_sources "$1" >"$debian_apt/etc/apt/sources.list"
  debian_apt_options >"$debian_apt/apt.conf"
  APT_CONFIG=$debian_apt/apt.conf apt-get -qq update
}

debian_closure () {
  APT_CONFIG=$debian_apt/apt.conf apt-get -qq -y --print-uris install "$@" | tr -d "'" |
    awk -v drop="$DROP" '{ name = $2; sub(/_.*/, "", name) } name !~ drop' | LC_ALL=C sort
}

# What curl and sha256sum read of a list. Without a hash a package is refused.
debian_wanted () {
  local url file hash
  while read -r url file _ hash; do
    case $hash in
      SHA256:*) printf '%s  %s\n' "${hash#SHA256:}" "$file" >&3 ;;
      *) echo "no SHA256 of $file" >&2; return 1 ;;
    esac
    [ -s "$debian_debs/$file" ] || printf 'url = "%s"\noutput = "%s"\n' "$url" "$file"
  done
}

debian_fetch () {
  debian_wanted <"$1" 3>"$debian_apt/sha256" >"$debian_apt/curl.conf" || return 1
  cd "$debian_debs" || return 1
  [ ! -s "$debian_apt/curl.conf" ] || curl -fsSL --no-progress-meter --parallel --parallel-max 8 --retry 3 --max-time 300 --remove-on-error -K "$debian_apt/curl.conf" || return 1
  sha256sum --quiet -c "$debian_apt/sha256" || return 1
  cd - >/dev/null || return 1
}

debian_unpack () {
  awk '{ print $2 }' | root=$1 debs=$debian_debs skip=$debian_here/skip xargs -P 2 -n 8 bash -c '
    set -o pipefail
    for deb; do
      dpkg-deb --fsys-tarfile "$debs/$deb" | tar -x -C "$root" --keep-directory-symlink --no-same-owner -X "$skip" || exit 255
    done' unpack
}

debian_skeleton () {
  mkdir -p "$1"/usr/{bin,lib,lib64} "$1"/{dev,proc,run,sys,tmp,var} "$1/$2"
  ln -sfn bin "$1/usr/sbin"
  local folder
  for folder in bin sbin lib lib64; do
    ln -sfn "usr/$folder" "$1/$folder"
  done
  [ "$2" = etc ] || ln -sfn "$2" "$1/etc"
}

debian_in () {
  local root=$1
  shift
  bwrap --bind "$root" / --proc /proc --dev /dev --tmpfs /tmp --unshare-all --die-with-parent \
    --clearenv --setenv PATH /usr/bin --setenv HOME /tmp --setenv LC_ALL C.UTF-8 "$@"
}

debian_triggers () {
  ln -sfn gawk "$1/usr/bin/awk"
  ln -sfn which.debianutils "$1/usr/bin/which"
  [ ! -e "$1/usr/bin/gcc" ] || ln -sfn gcc "$1/usr/bin/cc"
  [ ! -e "$1/usr/bin/g++" ] || ln -sfn g++ "$1/usr/bin/c++"
  mkdir -p "$1/etc/ssl/certs"
  cat "$1"/usr/share/ca-certificates/mozilla/*.crt >"$1/etc/ssl/certs/ca-certificates.crt"
  debian_in "$1" sh -c '
    cd /usr/lib/*-linux-gnu
    ldconfig -X
    fc-cache -s -f
    glib-compile-schemas /usr/share/glib-2.0/schemas
    update-mime-database /usr/share/mime
    glib-2.0/gio-querymodules gio/modules
    gdk-pixbuf-2.0/gdk-pixbuf-query-loaders --update-cache
    gtk4-update-icon-cache -q -t -f /usr/share/icons/Adwaita' >"$1.triggers" 2>&1
}
