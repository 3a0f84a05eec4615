#!/usr/bin/env bash
# Builds the Dockerfile and runs what it makes, on a machine without a Docker engine.
# Needs root, buildah and debootstrap (Debian packages) and the network; not a part of CI.
#
#   sudo tests/docker/try-image.sh
#
# The base image is made here by debootstrap, since image registries may be out of reach: Debian 13
# with its own Python 3.13. Where registries are in reach, PYTHON_IMAGE names one of theirs.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=${TRY_IMAGE_DIR:-/var/tmp/tradedraw-image}
image=localhost/tradedraw:try
export BUILDAH_ISOLATION=chroot STORAGE_DRIVER=vfs
mkdir -p "$work"
failed=0

say() { printf '\n== %s\n' "$*"; }
check() {
    local title=$1
    shift
    if "$@"; then echo "ok      $title"; else echo "FAILED  $title"; failed=1; fi
}

if [[ -z ${PYTHON_IMAGE:-} ]]; then
    PYTHON_IMAGE=localhost/python-base:3.13
    if ! buildah inspect --type image "$PYTHON_IMAGE" >/dev/null 2>&1; then
        say "base image"
        root=$work/root
        [[ -x $root/usr/bin/python3 ]] || debootstrap --variant=minbase \
            --include=python3,python3-venv,python3-pip,ca-certificates trixie "$root"
        base=$(buildah from scratch)
        buildah copy --quiet "$base" "$root" / >/dev/null
        buildah commit --quiet --rm "$base" "$PYTHON_IMAGE" >/dev/null
    fi
fi

say "build"
# The builder's own certificates and pip settings: a company's network may need them.
seen=(--volume /etc/ssl/certs:/etc/ssl/certs:ro)
[[ -f /etc/pip.conf ]] && seen+=(--volume /etc/pip.conf:/etc/pip.conf:ro)
buildah build --quiet "${seen[@]}" --build-arg "PYTHON_IMAGE=$PYTHON_IMAGE" --tag "$image" . >/dev/null

say "run"
box=$(buildah from "$image")
trap 'buildah rm "$box" >/dev/null' EXIT
in_box() { buildah run "$box" -- "$@"; }

# What fails inside must not fail here: only what it said and its exit code count.
said_by() { in_box sh -c "$* 2>&1; echo exit \$?"; }

knows_its_commands() { said_by tradedraw --help | grep serve >/dev/null; }
answers() { said_by "tradedraw ask --json '505 welder 2024-11-04'" | grep '"outcome": *"' >/dev/null; }
chats() { said_by "printf '505 welder 2024-11-04\n/quit\n' | tradedraw chat" | grep 'exit 0' >/dev/null; }
refuses_without_token() {
    local said
    said=$(said_by tradedraw serve)
    [[ $said == *TELEGRAM_BOT_TOKEN*$'\n'"exit 1" && $(wc -l <<<"$said") == 2 ]]
}
is_nobody_special() { [[ $(in_box id -u) == 10001 ]]; }
owns_only_its_data() {
    in_box sh -c 'touch /data/probe && rm /data/probe && ! touch /opt/tradedraw/probe 2>/dev/null'
}
has_no_installer() { in_box sh -c '! ls /opt/tradedraw/bin/pip* 2>/dev/null'; }
is_compiled() {
    in_box python -c '
import importlib.util as u, pathlib, sys, telegram, bot.cli
files = [pathlib.Path(m.__file__) for m in sys.modules.values() if getattr(m, "__file__", None)]
ours = [file for file in files if file.suffix == ".py" and "/opt/" in str(file)]
raw = [file for file in ours if not pathlib.Path(u.cache_from_source(file)).exists()]
sys.exit(f"not compiled: {raw[:3]}" if raw or not ours else 0)'
}

check "lists its commands" knows_its_commands
check "answers a question" answers
check "holds a conversation" chats
check "says so when there is no token" refuses_without_token
check "is not root" is_nobody_special
check "writes to /data and nowhere else" owns_only_its_data
check "has no installer left" has_no_installer
check "has its bytecode" is_compiled

say "size: $(du -sm "$(buildah mount "$box")/opt/tradedraw" | cut -f1) MB on top of the base"
exit $failed
