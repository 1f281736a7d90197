# One image for web, worker and beat (see docker-compose.yml).
FROM python:3.11-slim-bookworm

RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home tsf \
    && install -d -o tsf -g tsf -m 0700 /donnees

WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt
COPY . .

ENV PYTHONUNBUFFERED=1 TSF_DONNEES=/donnees TSF_STATIQUES=/app/statiques
# Static files belong to the image: a volume would keep those of the previous version.
RUN SECRET_KEY=construction python manage.py collectstatic --no-input

USER tsf
VOLUME /donnees
EXPOSE 8000
CMD ["gunicorn", "tsf.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--no-control-socket"]
