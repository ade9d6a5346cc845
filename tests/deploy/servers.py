"""What stands before the databases: app servers, the proxy with the very files of deploy/, and somebody who signs users in."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import requests

from tests.deploy.programs import nginx
from tests.journeys.server import free_port
from tests.source_code import ROOT

PATIENCE = 60
NGINX = ROOT / "deploy" / "nginx"
COOKIE = "innlogget"  # of the one who signs in: the name and the group of the user


def wait_for(answers: Callable[[], bool], what: str, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if answers():
                return
        except requests.RequestException:
            pass
        time.sleep(0.1)
    raise AssertionError(f"{what} did not answer:\n{log.read_text()[-2000:]}")


class AppServer:
    """`app.py serve` as the service unit starts it: two processes on a port of its own."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.port = free_port()
        self.log = folder / f"app-{self.port}.log"
        self.environment = {**os.environ, **environment}
        self.process: subprocess.Popen | None = None

    def start(self, *, waits: bool = True) -> None:
        command = [sys.executable, "app.py", "serve", "--port", str(self.port), "--workers", "2"]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True)
        if waits:
            self.wait()

    def wait(self) -> None:
        wait_for(lambda: requests.get(f"http://127.0.0.1:{self.port}/_health", timeout=5).ok, "the app server", self.log)

    def stop(self, how: int = signal.SIGTERM) -> None:
        """SIGTERM is what systemd sends to the server; SIGKILL takes all its processes at once."""
        if self.process is None or self.process.poll() is not None:
            return
        if how == signal.SIGKILL:
            os.killpg(self.process.pid, how)
        else:
            self.process.send_signal(how)
        self.process.wait(timeout=PATIENCE)


class Proxy:
    """nginx with deploy/nginx, where only addresses and paths are this machine's."""

    def __init__(self, folder: Path, apps: list[AppServer], sign_in: int) -> None:
        self.folder, self.port = folder, free_port()
        self.certificate = folder / "tavle.pem"
        subject = ["-subj", "/CN=tavle.kommune.example", "-addext", "subjectAltName=IP:127.0.0.1"]
        keys = ["-keyout", folder / "tavle.key", "-out", self.certificate]
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject, *keys], check=True, capture_output=True
        )
        (folder / "servers.conf").write_text(self._servers(apps, sign_in))
        (folder / "site.conf").write_text(self._site())
        (folder / "nginx.conf").write_text(self._frame())
        self.process: subprocess.Popen | None = None

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def start(self) -> Proxy:
        words = [nginx(), "-c", self.folder / "nginx.conf", "-p", self.folder]
        checked = subprocess.run([*words, "-t"], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr
        self.process = subprocess.Popen(words, stderr=subprocess.DEVNULL)
        address = f"{self.address}/_health"
        wait_for(lambda: requests.get(address, verify=self.certificate, timeout=5).ok, "nginx", self.folder / "error.log")
        return self

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=PATIENCE)

    def _servers(self, apps: list[AppServer], sign_in: int) -> str:
        text = (NGINX / "servers.conf").read_text().replace("127.0.0.1:4180", f"127.0.0.1:{sign_in}")
        for written, app in zip((8051, 8052), apps, strict=True):
            text = text.replace(f"127.0.0.1:{written}", f"127.0.0.1:{app.port}")
        return text

    def _site(self) -> str:
        text = (NGINX / "site.conf").read_text().replace("/var/log/nginx/", f"{self.folder}/")
        text = re.sub(r"/etc/ssl/(certs|private)/tavle\.kommune\.example", str(self.folder / "tavle"), text)
        text = re.sub(r"listen \[::\]:\d+[^;]*;", "", text)
        return text.replace("listen 443", f"listen 127.0.0.1:{self.port}").replace("listen 80;", f"listen 127.0.0.1:{free_port()};")

    def _frame(self) -> str:
        """What /etc/nginx/nginx.conf is elsewhere."""
        kept = "".join(f"{name}_temp_path {self.folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        inside = f"access_log off;\n{kept}include {self.folder}/servers.conf;\ninclude {self.folder}/site.conf;"
        return f"daemon off;\npid {self.folder}/nginx.pid;\nerror_log {self.folder}/error.log;\nevents {{}}\nhttp {{\n{inside}\n}}\n"


class SignIn:
    """In the place of oauth2-proxy: whoever has its cookie is who the cookie says."""

    def __init__(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _Answer)
        self.port = self.server.server_address[1]

    def start(self) -> SignIn:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = re.search(rf"{COOKIE}=([a-z]+)\.([a-z]+)", self.headers.get("Cookie", ""))
        self.send_response(202 if found else 401)
        if found:
            self.send_header("X-Auth-Request-Email", f"{found[1]}@kommune.example")
            self.send_header("X-Auth-Request-Groups", f"alle,kvalitet-{found[2]}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nobody needs it."""


def browser(proxy: Proxy, name: str, group: str) -> requests.Session:
    """Somebody's browser, signed in; it keeps its cookies and believes the proxy's certificate."""
    session = requests.Session()
    session.trust_env = False  # no proxy and no certificates of this machine
    session.verify = str(proxy.certificate)
    session.headers["Sec-Fetch-Site"] = "same-origin"
    session.cookies.set(COOKIE, f"{name}.{group}")
    return session
