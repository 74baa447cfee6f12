# syntax=docker/dockerfile:1.7
# The production image: no servers, no compiler, no tools of the build.

FROM python:3.11-slim-bookworm AS build
ENV UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 UV_PYTHON_DOWNLOADS=never
WORKDIR /app
COPY requirements/bootstrap.txt requirements/base.txt requirements/
RUN python -m venv /opt/uv && \
    /opt/uv/bin/pip install --no-cache-dir --require-hashes -r requirements/bootstrap.txt && \
    /opt/uv/bin/uv venv /opt/thaw && \
    /opt/uv/bin/uv pip install --no-cache --python /opt/thaw/bin/python --require-hashes \
        -r requirements/base.txt
COPY . .
RUN THAW_DATA=/app/.built /opt/thaw/bin/python manage.py collectstatic --no-input --verbosity 0

FROM python:3.11-slim-bookworm
ENV PATH=/opt/thaw/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    THAW_DATA=/app/.built THAW_HOST=0.0.0.0 PORT=8000
RUN groupadd --system --gid 10001 thaw && \
    useradd --system --uid 10001 --gid thaw --no-create-home --home-dir /nonexistent thaw
COPY --from=build /opt/thaw /opt/thaw
COPY --from=build /app /app
WORKDIR /app
# A volume mounted there takes its owner from here.
RUN mkdir --parents /app/.built/lists && chown 10001:10001 /app/.built/lists
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "-c", "config/gunicorn.py"]
