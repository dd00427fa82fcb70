"""The service as production runs it: PostgreSQL, gunicorn and the background process, each started by a supervisor."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from lineofsight.record.configuration import Configuration, write_configuration
from tests.support.web import SETTINGS, _free_port, _wait_for, lineofsight
from tests.web.data.uploading import until


class Visitor:
    """A browser without scripts."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._open = build_opener(HTTPCookieProcessor(CookieJar())).open

    def get(self, where: str) -> str:
        with self._open(self._address + where, timeout=30) as answer:
            self.where = answer.url.removeprefix(self._address)
            return str(answer.read().decode())

    def post(self, where: str, of: str, fields: dict[str, str], files: tuple[Path, ...] = ()) -> str:
        token = re.findall(r'csrfmiddlewaretoken" value="([^"]+)"', self.get(of))[-1]
        body, kind = urlencode({**fields, "csrfmiddlewaretoken": token}).encode(), "application/x-www-form-urlencoded"
        if files:
            kind = "multipart/form-data; boundary=b0undary"
            head = '--b0undary\r\nContent-Disposition: form-data; name="'
            body = f'{head}csrfmiddlewaretoken"\r\n\r\n{token}\r\n'.encode()
            for file in files:
                body += f'{head}files"; filename="{file.name}"\r\n\r\n'.encode() + file.read_bytes() + b"\r\n"
            body += b"--b0undary--\r\n"
        with self._open(Request(self._address + where, body, {"Content-Type": kind}), timeout=60) as answer:
            self.where = answer.url.removeprefix(self._address)
            return str(answer.read().decode())


def test_files_are_loaded_and_taken_back_on_postgresql(postgres_database: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    write_configuration(home / "config.yaml", Configuration(postgres_database))
    lineofsight("simulate", str(tmp_path / "files"), "--population", "600", "--years", "2", "--formats", "annex-a")
    port = _free_port()
    environment: dict[str, Any] = {
        **os.environ, "LINEOFSIGHT_HOME": str(home), "DJANGO_SETTINGS_MODULE": SETTINGS,
        "LINEOFSIGHT_BIND": f"127.0.0.1:{port}", "LINEOFSIGHT_PROCESSES": "2",
    }  # fmt: skip
    prepare = [sys.executable, "-m", "django", "prepare_service"]
    said = subprocess.run(prepare, env=environment, capture_output=True, text=True, check=True).stdout
    password = re.search(r"password (\S+) \(shown once", said)
    assert password is not None
    again = subprocess.run(prepare, env=environment, capture_output=True, text=True, check=True).stdout
    assert "password" not in again
    commands = (
        [
            sys.executable,
            "-m",
            "gunicorn",
            "lineofsight.web.wsgi",
            "--config",
            "python:lineofsight.web.gunicorn_settings",
        ],
        [sys.executable, "-m", "django", "db_worker", "--interval", "0.2", "--no-startup-delay", "-v", "0"],
    )
    running = [subprocess.Popen(command, env=environment) for command in commands]
    try:
        visitor = Visitor(f"http://127.0.0.1:{port}")
        _wait_for(f"http://127.0.0.1:{port}/health/")
        visitor.post("/sign-in/", "/sign-in/", {"login": "operator", "password": password[1]})
        assert visitor.where == "/"
        assert "Nothing is loaded" in visitor.get("/data/")
        seen: set[str] = set()

        def done() -> bool:
            text = visitor.get(visitor.where)
            seen.update(re.findall(r'data-steps__step--now".*?data-steps__title">([^<(]+)', text))
            assert not re.search(r"data-problem", text), text
            return ">Done</h2>" in text

        files = tuple(sorted((tmp_path / "files" / "annex-a").iterdir()))
        visitor.post("/data/upload/", "/data/upload/", {}, files)
        assert visitor.where.startswith("/data/work/")
        until(done)
        # What is written while the load's own transaction is open can be read meanwhile.
        assert any("Loading" in each or "Reading" in each for each in seen)
        assert "Annex A" in visitor.get("/data/")
        assert (home / "uploads").is_dir()
        assert not list((home / "uploads").iterdir())
        visitor.post("/data/loads/1/undo/", "/data/loads/1/undo/", {})
        until(done)
        assert "Taken back" in visitor.get("/data/")
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(30)
