"""One signed-in person asking for pages over one kept connection."""

from __future__ import annotations

import http.client
import re
from collections.abc import Mapping
from urllib.parse import urlencode

PASSWORD = "exampleton-demonstration"


class Browser:
    """One signed-in person with one kept connection."""

    def __init__(self, port: int, who: str, session: str = "") -> None:
        """Signs in, but where a session is given: more at once from one address than the service takes."""
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._cookies: dict[str, str] = {"sessionid": session} if session else {}
        if session:
            return
        _, text = self.get("/sign-in/")
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
        assert found is not None, "the sign-in page has no form"
        given = urlencode({"login": who, "password": PASSWORD, "csrfmiddlewaretoken": found[1]})
        status, _ = self._ask("POST", "/sign-in/", given)
        assert status == 302, f"{who} could not sign in"

    def get(self, address: str) -> tuple[int, str]:
        """The status and text of a page."""
        return self._ask("GET", address, None)

    def post(self, address: str, fields: Mapping[str, str]) -> tuple[int, str]:
        """The status, and where it leads or, where nothing was done, the page's text."""
        return self._ask("POST", address, urlencode(dict(fields)))

    def _ask(self, method: str, address: str, body: str | None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["X-CSRFToken"] = self._cookies.get("csrftoken", "")
        try:
            self._connection.request(method, address, body, headers)
            answer = self._connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            # A kept connection may be closed by the server while it is idle: browsers ask once more.
            self._connection.close()
            self._connection.request(method, address, body, headers)
            answer = self._connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, content = value.split(";")[0].partition("=")
                self._cookies[cookie] = content
        text = answer.read().decode()
        return answer.status, answer.headers.get("Location", text) if method == "POST" else text
