#!/usr/bin/env bash
# Makes the lock files from pyproject.toml with uv (pip install uv). What they pin already stays,
# unless --upgrade or --upgrade-package NAME is given.
set -euo pipefail
cd "$(dirname "$0")/../.."
lock() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
        --no-emit-index-url --no-emit-find-links \
        --custom-compile-command "tests/house/lock.sh" "$@"
}
lock pyproject.toml --all-extras "$@" -o requirements.lock
lock --group build "$@" -o requirements-build.lock
lock pyproject.toml --all-extras --group build --group dev "$@" \
    -c requirements.lock -c requirements-build.lock -o requirements-dev.lock
# Every supported Python finds a wheel of everything: nobody has to compile.
for python in 3.11 3.12 3.13 3.14; do
    for platform in x86_64-manylinux_2_28 aarch64-manylinux_2_28 aarch64-apple-darwin x86_64-pc-windows-msvc; do
        uv pip compile --quiet --no-deps --no-build --python-version "$python" \
            --python-platform "$platform" requirements.lock -o /dev/null >/dev/null
    done
done
