#!/usr/bin/env bash
# Writes the present digest behind each base image's tag, in Dockerfile and deploy/compose.yaml.
# Needs docker with buildx and the registry; .github/workflows/images.yml calls it once a month.
set -euo pipefail
cd "$(dirname "$0")/.."
for file in Dockerfile deploy/compose.yaml; do
    grep -oE '(PYTHON_IMAGE=|image: )[a-z0-9./-]+:[a-z0-9.-]+' "$file" | sed -E 's/^(PYTHON_IMAGE=|image: )//' \
        | sort -u | while read -r image; do
        digest=$(docker buildx imagetools inspect --format '{{.Manifest.Digest}}' "$image")
        [[ $digest =~ ^sha256:[0-9a-f]{64}$ ]] || { echo "no digest for $image: $digest" >&2; exit 1; }
        sed -Ei "s#${image//./\\.}(@sha256:[0-9a-f]{64})?\$#$image@$digest#" "$file"
        echo "$file: $image@$digest"
    done
done
