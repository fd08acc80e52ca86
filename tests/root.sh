# Sourced by tests/fresh-root and tests/deb: a fresh Debian root with nothing installed. Needs root and debootstrap; mirror, apt settings and extra
# certificates are those of this machine.

# make_root FOLDER SUITE: once; mounted until the script ends.
make_root () {
  root=$1
  mirror=$(sed -n -e 's/^URIs: *//p' -e 's/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\) .*/\2/p' \
    /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null | head -n 1)
  if [ ! -d "$root/etc" ]; then
    debootstrap --variant=minbase "$2" "$root" "$mirror"
    cp /etc/apt/apt.conf.d/* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
  fi
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  # Where a proxy of this machine has certificates of its own, Node.js and npm must know them there too.
  certificates=
  if [ -n "${NODE_EXTRA_CA_CERTS:-}" ]; then
    cp "$NODE_EXTRA_CA_CERTS" "$root/etc/extra-certificates.pem"
    certificates="NODE_EXTRA_CA_CERTS=/etc/extra-certificates.pem NPM_CONFIG_CAFILE=/etc/extra-certificates.pem"
  fi
  mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
  mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
  # Where terminals are opened, and where windows share their pixels with a compositor.
  mountpoint -q "$root/dev/pts" || mount --bind /dev/pts "$root/dev/pts"
  mountpoint -q "$root/dev/shm" || mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
  trap leave_root EXIT
}

leave_root () {
  umount "$root/proc" "$root/dev/pts" "$root/dev/shm" "$root/dev" 2>/dev/null || true
}

in_root () {
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 TERM=dumb DEBIAN_FRONTEND=noninteractive $certificates "$@"
}
