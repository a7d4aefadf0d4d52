#!/usr/bin/env bash
# Packs an installation as a Debian package: deb.sh PROGRAM VERSION FOLDER. Run by `make deb`.
set -euo pipefail
program=$1 version=$2 folder=$3
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
make -s install PROGRAM="$program" DESTDIR="$root" PREFIX=/usr
strip --strip-unneeded "$root/usr/bin/wirecheck"
gzip -9n "$root/usr/share/man/man1/wirecheck.1"
install -d "$root/usr/share/doc/wirecheck" "$root/DEBIAN" "$work/debian"
doc=$root/usr/share/doc/wirecheck
cat > "$doc/copyright" <<COPYRIGHT
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: wirecheck

Files: *
Copyright: 2026 The wirecheck authors
License: Apache-2.0
 On Debian systems the licence is in /usr/share/common-licenses/Apache-2.0.
Comment: Each lexicon file names its own source and licence.
COPYRIGHT
gzip -9nc CHANGELOG.md > "$doc/changelog.gz"
# The day of what is packed, so that the same commit gives the same package.
day=$(date -uR -d "@${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2> /dev/null || date +%s)}")
printf 'wirecheck (%s-1) unstable; urgency=medium\n\n  * See changelog.gz.\n\n -- The wirecheck authors <wirecheck@example.org>  %s\n' \
  "$version" "$day" | gzip -9n > "$doc/changelog.Debian.gz"

# The libraries that the program was linked with, by the packages that ship them here.
printf 'Source: wirecheck\n\nPackage: wirecheck\nArchitecture: any\n' > "$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O root/usr/bin/wirecheck 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
[ -n "$depends" ] || { echo "dpkg-shlibdeps found no packages for the libraries of $program" >&2; exit 1; }
architecture=$(dpkg --print-architecture)
cat > "$root/DEBIAN/control" <<CONTROL
Package: wirecheck
Version: $version-1
Section: text
Priority: optional
Architecture: $architecture
Depends: $depends
Installed-Size: $(du -ks --exclude=DEBIAN "$root" | cut -f1)
Maintainer: The wirecheck authors <wirecheck@example.org>
Description: translation-quality checker for wire copy
 Reads news stories in many formats and languages and says where a
 translation shows: moved quotation marks, foreign figures, names that change
 their spelling, calques, words that were left untranslated.
CONTROL
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) > "$root/DEBIAN/md5sums"
chmod -R u=rwX,go=rX "$root"
mkdir -p "$folder"
package=$folder/wirecheck_$version-1_$architecture.deb
dpkg-deb --root-owner-group --build "$root" "$package" > /dev/null
echo "$package"
