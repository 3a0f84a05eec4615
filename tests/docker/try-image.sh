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
            --include=python3,python3-venv,python3-pip,ca-certificates trixie "$root" \
            >"$work/debootstrap.log" 2>&1 || { tail "$work/debootstrap.log"; exit 1; }
        base=$(buildah from scratch)
        buildah copy --quiet "$base" "$root" / >/dev/null
        buildah commit --quiet --rm "$base" "$PYTHON_IMAGE" >/dev/null
    fi
fi

say "build"
# The builder's own certificates and pip settings: a company's network may need them.
seen=(--volume /etc/ssl/certs:/etc/ssl/certs:ro)
[[ -f /etc/pip.conf ]] && seen+=(--volume /etc/pip.conf:/etc/pip.conf:ro)
# The format of Docker: that of OCI has no HEALTHCHECK.
revision=$(git rev-parse HEAD)
buildah build --quiet --format docker "${seen[@]}" --build-arg "PYTHON_IMAGE=$PYTHON_IMAGE" \
    --build-arg "REVISION=$revision" --tag "$image" . >/dev/null

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

asks_for_its_health() {
    buildah inspect --type image --format '{{.Docker.Config.Healthcheck.Test}}' "$image" \
        | grep bot.operating.probe >/dev/null
}
says_what_it_was_made_of() {
    buildah inspect --type image --format '{{index .Docker.Config.Labels "org.opencontainers.image.revision"}}' \
        "$image" | grep -x "$revision" >/dev/null
}
looks_after_itself() { said_by "TELEGRAM_API_URL=http://127.0.0.1:9 tradedraw doctor" | grep '^ok     pictures' >/dev/null; }
needs_no_facts_anew() {
    in_box sh -c 'tradedraw ask 480 >/dev/null && ! ls /data/.cache 2>/dev/null'
}
has_the_postgresql_driver_and_pictures() { in_box python -c 'import asyncpg, matplotlib'; }

# As `docker run --read-only --tmpfs /tmp` with a fresh volume: a chroot in a mount namespace of its
# own. Telegram is out of reach there, and the process lives all the same.
cat >"$work/read-only.sh" <<'END'
set -euo pipefail
root=$1
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=0700,uid=10001,gid=10001 tmpfs "$root/data"
mount --bind /dev "$root/dev"
inside() {
    chroot --userspec=10001:10001 "$root" /usr/bin/env --ignore-environment PATH=/opt/tradedraw/bin:/usr/bin:/bin \
        HOME=/data PYTHONDONTWRITEBYTECODE=1 MPLCONFIGDIR=/tmp/matplotlib HTTP_LISTEN=0.0.0.0:18080 \
        DATABASE_URL=sqlite:////data/tradedraw.db TELEGRAM_BOT_TOKEN=1234567:not_the_token_of_any_bot \
        TELEGRAM_API_URL=http://127.0.0.1:9 FEED_URL=http://127.0.0.1:9/feed.json "$@"
}
if inside python -m bot.operating.probe 2>/dev/null; then exit 3; fi
inside tradedraw serve 2>/dev/null &
serving=$!
for _ in $(seq 100); do
    inside python -m bot.operating.probe 2>/dev/null && break
    sleep 0.2
done
inside python -m bot.operating.probe
inside tradedraw backup /data/backup.db >/dev/null
[[ $(stat -c %a:%u "$root/data/tradedraw.db" "$root/data/backup.db" | sort -u) == 600:10001 ]]
if touch "$root/opt/probe" 2>/dev/null; then exit 4; fi
pkill --signal TERM --parent "$serving" || kill -TERM "$serving"
wait "$serving"
END
serves_read_only_and_is_healthy() {
    unshare --mount bash "$work/read-only.sh" "$(buildah mount "$box")"
}

check "lists its commands" knows_its_commands
check "answers a question" answers
check "holds a conversation" chats
check "says so when there is no token" refuses_without_token
check "is not root" is_nobody_special
check "writes to /data and nowhere else" owns_only_its_data
check "has no installer left" has_no_installer
check "has its bytecode" is_compiled
check "asks for its health" asks_for_its_health
check "says what it was made of" says_what_it_was_made_of
check "looks after itself: doctor draws a picture" looks_after_itself
check "has its facts read and checked" needs_no_facts_anew
check "has what PostgreSQL and pictures need" has_the_postgresql_driver_and_pictures
check "serves from a read-only root, is healthy, stops in order" serves_read_only_and_is_healthy

say "size: $(du -sm "$(buildah mount "$box")/opt/tradedraw" | cut -f1) MB on top of the base"
exit $failed
