# Built and tried by tests/docker/try-image.sh where no Docker engine runs.
# Needs PYTHON_IMAGE to hold Python >= 3.11 with venv and pip.
ARG PYTHON_IMAGE=python:3.13-slim

FROM ${PYTHON_IMAGE} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /source

# Locks before code: an image whose code alone changed reuses these layers.
COPY requirements.lock requirements-build.lock ./
RUN python3 -m venv /build \
    && /build/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements-build.lock
RUN python3 -m venv /opt/tradedraw \
    && /opt/tradedraw/bin/python -m pip install --quiet --no-deps --require-hashes --no-compile \
        -r requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY knowledge knowledge
COPY bot bot
# Bytecode by hash, not by time stamp: no clock can make it stale, and nothing is written at run time.
RUN /build/bin/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir /wheel . \
    && /opt/tradedraw/bin/python -m pip install --quiet --no-deps --no-compile /wheel/*.whl \
    && /opt/tradedraw/bin/python -m pip uninstall --quiet --yes pip \
    && python3 -m compileall -q --invalidation-mode unchecked-hash /opt/tradedraw/lib \
    && cd / && /opt/tradedraw/bin/python -m bot.operating.compiling

FROM ${PYTHON_IMAGE}
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin tradedraw \
    && install --directory --owner tradedraw --group tradedraw --mode 0700 /data
COPY --from=build /opt/tradedraw /opt/tradedraw
ENV PATH=/opt/tradedraw/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MPLCONFIGDIR=/tmp/matplotlib \
    HTTP_LISTEN=0.0.0.0:8080 \
    DATABASE_URL=sqlite:////data/tradedraw.db
VOLUME /data
# Health and metrics; nobody outside reaches them until the port is published.
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-m", "bot.operating.probe"]
WORKDIR /data
USER tradedraw
STOPSIGNAL SIGTERM
# What this very image was made of; a release fills these in.
ARG VERSION=unreleased REVISION=unknown CREATED=1970-01-01T00:00:00Z SOURCE=unknown
LABEL org.opencontainers.image.title="tradedraw" \
      org.opencontainers.image.description="Was I in the invited range of Canada's latest Express Entry trades draw? A Telegram bot." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.vendor="the tradedraw authors" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.created="$CREATED" \
      org.opencontainers.image.source="$SOURCE" \
      org.opencontainers.image.url="$SOURCE" \
      org.opencontainers.image.documentation="$SOURCE/blob/$REVISION/docs/operating.md"
ENTRYPOINT ["tradedraw"]
CMD ["serve"]
