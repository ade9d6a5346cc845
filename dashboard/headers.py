"""What the browser is told on every answer: what may run, what may be kept, who may frame us."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, Response, request

from dashboard.settings import Settings

A_YEAR = "private, max-age=31536000, immutable"
# Plotly and Dash's components put <style> into the page, so styles stay open; scripts do not (measured: no unsafe-eval needed).
POLICY = (
    "default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def add_headers(server: Flask, settings: Settings, script_hashes: Iterable[str]) -> None:
    """Put the headers on every answer of a server; the hashes are of the scripts that stand in the page itself."""
    headers = HEADERS | {"Content-Security-Policy": POLICY.format(hashes=" ".join(script_hashes))}
    if (settings.public_origin or "").startswith("https://"):
        headers["Strict-Transport-Security"] = "max-age=31536000"

    @server.after_request
    def on_every_answer(response: Response) -> Response:
        for name, value in headers.items():
            response.headers[name] = value
        response.headers["Cache-Control"] = _keep(response)
        return response


def _keep(response: Response) -> str:
    """Files whose address changes with their content are kept a year; figures never."""
    if response.status_code not in (200, 304):
        return "no-store"
    if request.path.startswith("/_dash-component-suites/"):
        return A_YEAR if response.cache_control.max_age else "private, no-cache"
    if request.path.startswith("/pakker/"):
        return A_YEAR
    if request.path.startswith("/assets/"):
        return A_YEAR if "m" in request.args else "private, no-cache"
    return "no-store"
