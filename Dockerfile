FROM python:3.12-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --home-dir /app insteg \
    && install -d -o insteg -m 700 /var/lib/insteg /var/lib/insteg-keys
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.txt
COPY . .
# Neither step touches the database; the values only let the production settings load.
RUN export DJANGO_SETTINGS_MODULE=config.settings.production SECRET_KEY=build INSTEG_HOSTS=localhost \
    && python manage.py messages --compile-only \
    && python manage.py collectstatic --no-input
USER insteg
EXPOSE 8000
CMD ["gunicorn", "--config", "python:config.gunicorn", "config.wsgi"]
