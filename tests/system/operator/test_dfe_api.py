"""An operator sends the daily payload: what is new goes once, to the address given, and to no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lineofsight.cli.returns_api import KEY_VARIABLE, SECRET_VARIABLE
from lineofsight.returns.dfe_api.sent import FILE, Books
from tests.support.commands import Commands, Ended
from tests.support.receiver import CLIENT, KEY, SCOPE, SECRET, StandIn, Told, receiver


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with receiver() as found:
        yield found


class Operator:
    """Somebody with the receiver's address and secrets."""

    def __init__(self, command: Commands, home: Path, stand_in: StandIn, secrets: Path) -> None:
        self._command = command
        self._home = home
        self.secret_file = secrets / "secret"
        self.key_file = secrets / "key"
        for path, text in ((self.secret_file, SECRET), (self.key_file, KEY)):
            path.write_text(text + "\n", encoding="ascii")
            path.chmod(0o600)
        self.receiver = ("--url", stand_in.url, "--token-url", stand_in.token_url, "--client-id", CLIENT,
                         "--scope", SCOPE, "--la", "330")  # fmt: skip

    def returns(self, *more: str | Path) -> Ended:
        return self._command("returns", "dfe-api", "--home", self._home, *more)

    def sends(self, *more: str | Path) -> Ended:
        secrets = ("--secret-file", self.secret_file, "--supplier-key-file", self.key_file)
        return self.returns("--send", *self.receiver, *secrets, *more)

    def counts(self, ended: Ended) -> dict[str, int]:
        return {row["outcome"]: row["children"] for row in ended.rows}


@pytest.fixture
def operator(command: Commands, own_home: Path, stand_in: StandIn, tmp_path: Path) -> Operator:
    return Operator(command, own_home, stand_in, tmp_path)


def test_what_was_sent_is_not_sent_again(operator: Operator, stand_in: StandIn, own_home: Path, tmp_path: Path) -> None:
    dry = operator.returns("--dry-run")
    assert dry.code == 0
    assert stand_in.paths == []
    new = operator.counts(dry)["new"]
    assert new > 100

    sent = operator.sends()
    assert sent.code == 0, sent.err
    assert operator.counts(sent)["acknowledged"] == len(stand_in.held) == new
    assert max(map(len, stand_in.batches)) == 100
    assert (own_home / FILE).stat().st_mode & 0o777 == 0o600

    again = operator.sends()
    assert operator.counts(again) == {**operator.counts(again), "new": 0, "unchanged": new, "acknowledged": 0}
    written = operator.returns("--output", tmp_path / "files")
    assert [Path(row["file"]).name for row in written.rows] == ["left-out.csv", "what-would-be-sent.json"]

    # An earlier day has other children, and the rest of them in other words.
    earlier = operator.counts(operator.sends("--as-at", "2026-06-30"))
    assert earlier["changed"] > 0
    assert earlier["acknowledged"] == earlier["new"] + earlier["changed"] + earlier["deleted"]
    # And back again: what the receiver holds by parts is what was sent whole.
    back = operator.sends()
    assert back.code == 0
    assert len(stand_in.held) == new


def test_a_refused_child_is_named_by_id_and_fields_alone(operator: Operator, stand_in: StandIn, own_home: Path) -> None:
    stand_in.script.append(Told(400, "[2].child_details.postcode is wrong"))
    ended = operator.sends()
    child = stand_in.batches[0][2]["la_child_id"]
    refused = [row for row in ended.rows if row["outcome"] == "refused"]
    assert refused == [{"outcome": "refused", "child": child, "children": 1, "fields": ["child_details.postcode"]}]
    assert child not in ended.err
    assert len(Books(own_home / FILE).all()) == len(stand_in.held) + 1


def test_where_it_stops_the_rows_are_told_and_it_ends_with_2(operator: Operator, stand_in: StandIn) -> None:
    stand_in.script.append(Told(429, "", {"Retry-After": "7200"}))
    ended = operator.sends()
    assert ended.code == 2
    assert operator.counts(ended)["not sent"] == operator.counts(ended)["new"]
    assert "7200 seconds" in ended.err
    assert SECRET not in ended.err + ended.out


def test_secrets_come_from_the_environment_too(
    operator: Operator, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SECRET_VARIABLE, SECRET)
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    assert operator.returns("--send", *operator.receiver).code == 0
    assert stand_in.held


def test_what_is_lacking_or_unsafe_is_refused_and_nothing_called(operator: Operator, stand_in: StandIn) -> None:
    for arguments, said in (
        (("--send",), "needs --url, --token-url, --client-id too"),
        (("--send", *operator.receiver), SECRET_VARIABLE),
        (("--send", *operator.receiver, "--url", "http://example.org/1"), "in the clear"),
        (("--send", *operator.receiver, "--url", "https://example.org/live/1"), "made up"),
        (("--send", *operator.receiver, "--la", "33"), "--la"),
        (("--dry-run", "--as-at", "2099-01-01"), "knows nothing after"),
    ):
        ended = operator.returns(*arguments)
        assert ended.code == 2
        assert said in ended.err
        assert ended.err.count("\n") == 1
    assert stand_in.paths == []


def test_a_secret_others_can_read_is_refused(operator: Operator, stand_in: StandIn) -> None:
    operator.secret_file.chmod(0o644)
    ended = operator.sends()
    assert ended.code == 2
    assert "can be read by others" in ended.err
    assert stand_in.paths == []


def test_only_one_run_sends_at_a_time(operator: Operator, stand_in: StandIn, own_home: Path) -> None:
    with Books(own_home / FILE).alone():
        ended = operator.sends()
    assert ended.code == 2
    assert "Another run is sending" in ended.err
    assert stand_in.paths == []


def test_what_was_sent_is_in_a_backup(operator: Operator, command: Commands, own_home: Path, tmp_path: Path) -> None:
    sent = operator.counts(operator.sends())["acknowledged"]
    assert command("backup", tmp_path / "kept.zip", "--home", own_home).code == 0
    assert command("restore", tmp_path / "kept.zip", "--home", tmp_path / "again").code == 0
    ended = command("returns", "dfe-api", "--dry-run", "--home", tmp_path / "again")
    assert operator.counts(ended)["unchanged"] == sent


def test_other_returns_are_not_sent(command: Commands, own_home: Path) -> None:
    ended = command("returns", "cin", "--home", own_home, "--send")
    assert ended.code == 2
    assert "is not sent from here" in ended.err
