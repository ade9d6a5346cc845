"""What the browser needs of packages, served by us: all style in one file, and Plotly in the small edition with Norwegian words."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path

import brotli
from flask import Response, abort, request

ASSETS = Path(__file__).resolve().parents[1] / "assets"
NODE_MODULES = Path(__file__).resolve().parents[1] / "node_modules"
ADDRESS = "/pakker/"
LOCALE = "no"  # Plotly's name for Norwegian


@dataclass(frozen=True)
class Package:
    """One file, compressed once a process; its address holds a checksum, so a browser may keep it for good."""

    name: str
    ending: str
    mimetype: str
    content: bytes

    @cached_property
    def address(self) -> str:
        return f"{ADDRESS}{self.name}.{hashlib.sha256(self.content).hexdigest()[:16]}.{self.ending}"

    @cached_property
    def brotli(self) -> bytes:
        return brotli.compress(self.content, quality=6)  # Plotly takes 0.09 s once; the best, 11, takes 5.6 s for 9 % less

    @cached_property
    def gzip(self) -> bytes:
        return gzip.compress(self.content, mtime=0)


@cache
def style() -> Package:
    """All style sheets as one, which a page waits for once: Bootstrap's, then our own by their numbers.

    Bootstrap's lies in the Python package bootstrap-flask; importing that package would import its forms too.
    """
    folder = Path(find_spec("flask_bootstrap").submodule_search_locations[0])
    sheets = [folder / "static/bootstrap5/css/bootstrap.min.css", *sorted(ASSETS.glob("*.css"))]
    return Package("stil", "css", "text/css", b"\n".join(sheet.read_bytes() for sheet in sheets))


@cache
def plotly(node_modules: Path = NODE_MODULES) -> Package | None:
    """Plotly for lines, bars and points, with its Norwegian words; None where npm has not been run: then Dash's own edition serves."""
    bundle = node_modules / "plotly.js-basic-dist-min" / "plotly-basic.min.js"
    words = node_modules / "plotly.js-locales" / f"{LOCALE}.js"
    if not bundle.exists():
        return None
    script = bundle.read_text(encoding="utf-8")
    if words.exists():
        script += f"\n(function(module){{{words.read_text(encoding='utf-8')}\nPlotly.register(module.exports);}})({{}});\n"
    return Package("plotly-basic", "js", "text/javascript", script.encode())


@cache
def icon() -> Package:
    """The mark on the browser's tab: the three bars of the heading."""
    return Package("merke", "svg", "image/svg+xml", (ASSETS / "merke.svg").read_bytes())


def serve(filename: str) -> Response:
    """The view behind /pakker/<filename>."""
    found = next((package for package in (style(), icon(), plotly()) if package and package.address == ADDRESS + filename), None)
    return _response(found or abort(404))


def _response(package: Package) -> Response:
    response = Response(package.content, mimetype=package.mimetype)
    response.headers["Vary"] = "Accept-Encoding"
    encoding = request.accept_encodings.best_match(["br", "gzip"])
    if encoding:
        response.set_data(package.brotli if encoding == "br" else package.gzip)
        response.headers["Content-Encoding"] = encoding
    return response
