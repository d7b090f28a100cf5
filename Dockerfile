# A small image with the `jobspec` command: docker build -t jobspec . && docker run --rm -v "$PWD:/work" jobspec validate .
FROM python:3.13-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY jobspec jobspec
COPY schemas schemas
RUN python -m venv /opt/jobspec && /opt/jobspec/bin/pip install --no-cache-dir .

FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home jobspec && git config --system --add safe.directory '*'
COPY --from=build /opt/jobspec /opt/jobspec
ENV PATH=/opt/jobspec/bin:$PATH JOBSPEC_CACHE_DIR=/tmp/jobspec
USER jobspec
WORKDIR /work
ENTRYPOINT ["jobspec"]
CMD ["--help"]
