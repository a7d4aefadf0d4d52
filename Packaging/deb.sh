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
install -m 644 LICENSE "$root/usr/share/doc/wirecheck/copyright"
gzip -9nc CHANGELOG.md > "$root/usr/share/doc/wirecheck/changelog.gz"

# The libraries that the program was linked with, by the packages that ship them here.
printf 'Source: wirecheck\n\nPackage: wirecheck\nArchitecture: any\n' > "$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O root/usr/bin/wirecheck 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
[ -n "$depends" ] || { echo "dpkg-shlibdeps found no packages for the libraries of $program" >&2; exit 1; }
architecture=$(dpkg --print-architecture)
cat > "$root/DEBIAN/control" <<CONTROL
Package: wirecheck
Version: $version
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
package=$folder/wirecheck_${version}_$architecture.deb
dpkg-deb --root-owner-group --build "$root" "$package" > /dev/null
echo "$package"
