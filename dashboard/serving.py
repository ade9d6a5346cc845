"""The web server for real use: gunicorn with a few processes and threads, on an address where it is safe to listen."""

from __future__ import annotations

import gc
import logging
import socket
from collections.abc import Callable

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

from dashboard.auth import EXTENSION
from dashboard.logs import log_to
from dashboard.settings import Settings, SignIn, is_loopback
from dashboard.usage import WrongUse
from dashboard.usecases.ahead import Ahead

THREADS = 4  # a callback waits for the database half of its time
PATIENCE = 120  # seconds without a sign of life before a process is replaced; a large file takes its time to check


def refuse_unsafe(settings: Settings) -> None:
    """WrongUse when the sign-in mode and the address do not go together, or the port is taken."""
    host, port = settings.serve_host, settings.serve_port
    if settings.sign_in is SignIn.OPEN and not is_loopback(host):
        raise WrongUse("open_mode_elsewhere", host=host)
    if settings.sign_in is SignIn.PROXY and not settings.trusted_proxies:
        raise WrongUse("no_trusted_proxy")
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((host, port))
    except OSError:
        raise WrongUse("cannot_listen", host=host, port=port) from None


def serve(server: Flask, settings: Settings, when_ready: Callable[[], None], level: int = logging.INFO) -> None:
    """Serve until told to stop. The processes share what is loaded here, so nothing in it may hold a connection."""
    log_to(level=level)
    # What is loaded stays: the collector of each process need not look through it, and the pages that they share stay shared.
    gc.collect()
    gc.freeze()
    Gunicorn(server, settings, when_ready).run()


class Lines(Logger):
    """gunicorn's own words go where ours go."""

    def setup(self, cfg: object) -> None:
        self.error_log.handlers = []
        self.error_log.propagate = True
        self.access_log.disabled = True  # it would hold addresses with what was asked for


class Worker(ThreadWorker):
    """Takes a connection only while one of its threads is free. Else the process that wakes first takes all that come at once, and keeps them."""

    @property
    def worker_connections(self) -> int:
        """As many as may be open for another to be taken; gunicorn asks at every turn."""
        at_rest = len(self.keepalived_conns) + len(self.pending_conns)
        return min(self.most_connections, at_rest + self.cfg.threads)

    @worker_connections.setter
    def worker_connections(self, most: int) -> None:
        self.most_connections = most


class Gunicorn(BaseApplication):
    def __init__(self, server: Flask, settings: Settings, when_ready: Callable[[], None]) -> None:
        self.server = server
        self.settings = settings
        self.when_ready = when_ready
        super().__init__()

    def load_config(self) -> None:
        host = f"[{self.settings.serve_host}]" if ":" in self.settings.serve_host else self.settings.serve_host
        ahead = Ahead(self.server.extensions[EXTENSION]["engine"], self.settings)  # a thread, so each process begins its own
        options = {
            "bind": f"{host}:{self.settings.serve_port}",
            "workers": self.settings.serve_workers,
            "worker_class": Worker,
            "threads": THREADS,
            "timeout": PATIENCE,
            "preload_app": True,
            "logger_class": Lines,
            "control_socket_disable": True,  # nobody asked for a second way in
            "when_ready": lambda _: self.when_ready(),
            "post_worker_init": lambda _: ahead.start(),
            "worker_exit": lambda _, __: ahead.stop(),
            "forwarded_allow_ips": "",  # who asks is decided in sign_in, by the peer's address
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.server
