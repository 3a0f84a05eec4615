#!/usr/bin/env bash
# Runs what deploy/compose.yaml describes, without a container engine: two processes in the root of
# the image that try-image.sh builds (read-only, /tmp in memory, user 10001), on one PostgreSQL of
# Debian's packages that keeps its data with fsync. While notices go out, machines are killed and
# ended; exit 1 when anybody misses a notice, or is told twice for another reason than a kill.
# Needs root, buildah and postgresql (Debian packages) and .venv; not a part of CI.
#
#   sudo tests/docker/try-compose.sh [options of python -m tests.soak]
set -euo pipefail
cd "$(dirname "$0")/../.."

image=localhost/tradedraw:try
export BUILDAH_ISOLATION=chroot STORAGE_DRIVER=vfs
echo "No container engine: the image's root is entered by chroot, PostgreSQL runs beside it."
programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
"$programs/postgres" --version
buildah inspect --type image "$image" >/dev/null 2>&1 || tests/docker/try-image.sh
box=$(buildah from "$image")
trap 'buildah rm "$box" >/dev/null' EXIT
root=$(buildah mount "$box")
mkdir -p "$root/trial/tests"

# The frozen facts are those of tests/, which the image has not.
python=$PWD/.venv/bin/python
inside="chroot --userspec=10001:10001 $root /usr/bin/env PATH=/opt/tradedraw/bin:/usr/bin:/bin HOME=/data
    PYTHONPATH=/trial PYTHONDONTWRITEBYTECODE=1 LOG_FORMAT=json python -m tests.facts serve"
unshare --mount bash -c '
    set -euo pipefail
    root=$1 python=$2 programs=$3 inside=$4
    shift 4
    mount --bind "$PWD/tests" "$root/trial/tests"
    mount --rbind "$root" "$root"
    mount -o remount,bind,ro "$root"
    mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
    mount -t tmpfs -o mode=0700,uid=10001,gid=10001 tmpfs "$root/data"
    mount --bind /dev "$root/dev"
    PYTHONPATH=$PWD "$python" -m tests.soak --database postgres --instances 2 \
        --server "$programs" --command "$inside" "$@"
' - "$root" "$python" "$programs" "$inside" "$@"
