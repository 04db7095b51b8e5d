#!/bin/sh
# Make sure that a Chromium is there for the browser tests: $MAPPER_CHROMIUM, one on the PATH, or Debian's by apt.
set -eu
for browser in "${MAPPER_CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$browser" ] && command -v "$browser" >/dev/null 2>&1; then exit 0; fi
done
run=""
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then run="sudo -n"; else
        echo "the browser tests need Chromium: install it (Debian: apt install chromium) or set MAPPER_CHROMIUM" >&2
        exit 1
    fi
fi
command -v apt-get >/dev/null 2>&1 || { echo "the browser tests need Chromium: install it or set MAPPER_CHROMIUM" >&2; exit 1; }
echo "installing chromium ..." >&2
export DEBIAN_FRONTEND=noninteractive
$run apt-get update -qq
$run apt-get install -y -qq --no-install-recommends chromium >/dev/null
command -v chromium >/dev/null
