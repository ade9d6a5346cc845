"""What is large is sent compressed; what never changes is compressed once a process."""

from __future__ import annotations

from flask import Flask, Request, Response, request
from flask_compress import Compress

SUITES, ASSETS = "/_dash-component-suites/", "/assets/"


def add_compression(server: Flask) -> None:
    """Brotli or gzip on every answer of a server."""
    server.config.update(COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_BR_LEVEL=5)
    server.config.update(COMPRESS_CACHE_BACKEND=CompressedOnce, COMPRESS_CACHE_KEY=_key)
    Compress(server)

    @server.after_request  # registered later, so it runs before
    def whole(response: Response) -> Response:
        """A file is handed over as a whole: in pieces it could not be kept compressed, and would stay open."""
        if request.path.startswith(ASSETS) and response.status_code == 200:
            response.direct_passthrough = False
            response.get_data()
            response.close()  # the file, that is
        return response


class CompressedOnce:
    """Keeps the compressed form of files whose address changes with their content, and of nothing else."""

    MOST = 200  # a few dozen exist; addresses with invented fingerprints lead to the same files

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def set(self, key: str, value: bytes) -> None:
        is_lasting = SUITES in key or (ASSETS in key and "?m=" in key)
        if is_lasting and len(self.kept) < self.MOST:
            self.kept[key] = value


def _key(request: Request) -> str:
    return request.full_path
