# kg with its libraries, for docker-compose.yml.
FROM python:3.12-slim
WORKDIR /kg
COPY pyproject.toml README.md LICENSE ./
COPY kg kg
COPY schemas schemas
COPY cypher cypher
COPY sparql sparql
COPY scripts/load_sample.py scripts/
RUN pip install --no-cache-dir .
USER nobody
ENTRYPOINT ["kg"]
