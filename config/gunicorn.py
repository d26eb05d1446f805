"""How gunicorn serves in production: `gunicorn --config python:config.gunicorn config.wsgi`."""

bind = "0.0.0.0:8000"  # inside a container; only the proxy reaches it
workers = 3
worker_class = "gthread"  # somebody's slow upload holds a thread, not a process
threads = 4
accesslog = "-"
control_socket_disable = True  # else it makes a folder in the account's home, which may be closed
