"""How commands end: exit codes, one clear line, quiet pipes, and the home they work on."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from lineofsight.cli import duties as duties_command
from lineofsight.cli.main import COMMANDS, application
from lineofsight.simulation import STORIES
from tests.support.commands import PROGRAM, Authority, Commands, program

HEADING = "cont_contact_id,cont_person_id,cont_contact_date\n"


def test_both_versions_are_printed(command: Commands) -> None:
    assert re.fullmatch(r"lineofsight \d+\.\d+\.\d+\S*, catalogue \d+\.\d+\.\d+\S*\n", command("--version").out)


def every_command() -> list[tuple[str, ...]]:
    """Each command, and each of those that a command has of its own."""
    found: list[tuple[str, ...]] = []
    for name in COMMANDS:
        made: Any = get_command(application([name]))
        own = getattr(made.commands[name], "commands", {})
        found += [(name, each) for each in own] or [(name,)]
    return found


@pytest.mark.parametrize("name", every_command(), ids=" ".join)
def test_every_command_explains_itself_and_takes_a_home_and_a_format(name: tuple[str, ...], command: Commands) -> None:
    helped = command(*name, "--help")
    assert helped.code == 0
    assert "--home" in helped.out
    assert "--format" in helped.out


# What was asked, and words of the one line that answers.
UNUSABLE = [
    (("nothing",), "No such command"),
    (("duties", "--nothing"), "No such option"),
    (("duties", "--status", "late,lost"), "there is no status 'lost'"),
    (("duties", "--standard", "cp_visits"), "Did you mean cp_visit"),
    (("duties", "--as-at", "31/02/2026"), "'31/02/2026' is not a date"),
    (("duties", "--child", "nobody"), "knows no child with that id"),
    (("duties", "--team", "T1O"), "knows no team 'T1O'. Did you mean T1"),
    (("duties", "--status", "overdue", "--team", "T1O"), "--team: the snapshot knows no team"),
    (("duties", "--worker", "foo"), "--worker: the snapshot knows no worker 'foo'"),
    (("cohort", "cpp_count", "--period", "2026-09-30", "--team", "zzz"), "--team: the snapshot knows no team 'zzz'"),
    (("duties", "--snapshot", "never"), "There is no snapshot 'never'"),
    (("duties", "--format", "pdf"), "'--format'"),
    (("figures", "cpp_counts"), "Did you mean cpp_count"),
    (("figures", "cpp_count", "--period", "soon"), "--period: 'soon' is not a period"),
    (("figures", "cpp_count", "--by", "shoe_size"), "--by: There is no breakdown 'shoe_size'"),
    (("figures", "cpp_count", "--by", "team,team"), "--by: Breakdowns are given one at a time"),
    (("figures", "cpp_count", "--as-at", "2030-01-01"), "knows nothing after 2026-09-30"),
    (("duties", "--as-at", "2030-01-01"), "knows nothing after 2026-09-30"),
    (("cohort", "cpp_count"), "'--period'"),
    (("cohort", "cpp_count", "--period", "2026-13"), "is not a period"),
    (("why", "cp_visit", "nobody"), "owed nothing under cp_visit"),
    (("define", "cp_visits"), "Did you mean cp_visit"),
    (("define", "ssda903:0"), "Did you mean ssda903:101, ssda903:102, ssda903:103? The handbook lists all 337"),
    (("define", "cin:8601"), "Did you mean cin:8600, cin:8606, cin:8608?"),
    (("define", "cin:no such rule"), "The handbook lists all 121 (docs/handbook/rules/cin)"),
    (("simulate", "out", "--story", "zz"), "--story: there is no story 'zz'. Choose from improvement, well_recorded"),
    (("simulate", "out", "--seed", "-1"), "'--seed': Input should be greater than or equal to 0. Try --help"),
    (("simulate", "out", "--years", "25"), "'--years': Input should be less than or equal to 20"),
    (("simulate", "out", "--population", "499"), "'--population': Input should be greater than or equal to 500"),
    (("simulate", "out", "--ends-on", "1960-01-01"), "--ends-on: 1960-01-01 cannot be simulated"),
    (("sql", "SELECT"), "QUERY"),
    (("rejects", "0"), "there is no load 0"),
    (("restore", "gone.zip"), "gone.zip"),
]


@pytest.mark.parametrize(("asked", "words"), UNUSABLE, ids=[" ".join(asked) for asked, _ in UNUSABLE])
def test_unusable_arguments_are_told_in_one_line(
    asked: tuple[str, ...], words: str, command: Commands, authority: Authority, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    home = tmp_path / "other" if asked[0] == "restore" else authority.home
    monkeypatch.chdir(tmp_path)
    ended = command(*asked, *(() if asked in (("nothing",),) else ("--home", home)))
    assert ended.code == 2
    assert ended.err.startswith(words) if words.startswith("--") else words in ended.err
    assert len(ended.err.strip().splitlines()) == 1
    assert ended.out == ""


def test_a_place_that_cannot_be_written_to_is_named(command: Commands, authority: Authority, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder.html").mkdir()
    for place, *asked in (
        (tmp_path / "gone" / "kept.zip", "backup", tmp_path / "gone" / "kept.zip", "--home", authority.home),
        (tmp_path / "file", "simulate", tmp_path / "file" / "out", "--population", "500", "--years", "1"),
        (tmp_path / "file", "load", authority.files / "cin", "--home", tmp_path / "file" / "home"),
        (tmp_path / "folder.html", "report", authority.files / "cin", "--output", tmp_path / "folder.html"),
    ):
        ended = command(*asked)
        assert (ended.code, ended.out) == (2, ""), ended.err
        assert str(place) in ended.err.splitlines()[-1]


def test_load_is_strict_only_when_asked(command: Commands, made_home: Path, tmp_path: Path) -> None:
    for name in "abc":
        shutil.copytree(made_home, tmp_path / name)
    (tmp_path / "ssd_contacts.csv").write_text(HEADING + "C1,1001,31/02/2020\nC2,1001,2024-01-02\n")
    assert command("load", tmp_path / "ssd_contacts.csv", "--home", tmp_path / "a").code == 0
    strict = command("load", tmp_path / "ssd_contacts.csv", "--home", tmp_path / "b", "--strict")
    assert strict.code == 1
    assert strict.rows[0]["rejected"] == 1
    assert strict.rows[0]["taken"] == 1  # the rest loaded
    (tmp_path / "ssd_contacts.csv").write_text(HEADING + "C1,1001,2024-01-01\n")
    assert command("load", tmp_path / "ssd_contacts.csv", "--home", tmp_path / "c", "--strict").code == 0


def test_a_cell_that_could_not_be_read_is_announced_and_strict_minds_it(
    command: Commands, made_home: Path, tmp_path: Path
) -> None:
    for name in "ab":
        shutil.copytree(made_home, tmp_path / name)
    file = tmp_path / "ssd_person.csv"
    file.write_text("pers_person_id,pers_sex,pers_dob\n1001,zebra,31/02/2020\n1002,F,2015-01-01\n")
    lenient = command("load", file, "--home", tmp_path / "a")
    assert (lenient.code, lenient.rows[0]["taken"], lenient.rows[0]["rejected"]) == (0, 2, 0)
    assert f"2 cells could not be read: lineofsight rejects 1 --home {tmp_path / 'a'}" in lenient.err
    listed = command("rejects", "1", "--home", tmp_path / "a").rows
    assert [(row["line"], row["value"]) for row in listed] == [(2, "zebra"), (2, "31/02/2020")]
    strict = command("load", file, "--home", tmp_path / "b", "--strict")
    assert (strict.code, strict.rows[0]["taken"]) == (1, 2)
    assert "not everything could be read" in strict.err


def test_rows_and_cells_are_told_apart(command: Commands, made_home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(made_home, tmp_path / "home"))
    file = tmp_path / "ssd_contacts.csv"
    file.write_text("cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code\n"
                    "C1,1001,31/02/2020,1A\nC2,1001,2024-01-02,zebra\n")  # fmt: skip
    ended = command("load", file, "--home", home)
    assert ended.rows[0]["rejected"] == 1
    assert "1 row and 1 cell could not be read: lineofsight rejects 1" in ended.err


def test_what_to_run_next_names_the_home(command: Commands, made_home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(made_home, tmp_path / "our home"))
    ended = command("duties", "--home", home)
    assert (ended.code, ended.out) == (2, "")
    assert f"Run lineofsight snapshot --home '{home}' first." in ended.err


def test_a_future_period_says_why_it_has_no_figure(command: Commands, authority: Authority) -> None:
    ended = command("figures", "cpp_count", "--period", "2030-01-31", "--home", authority.home)
    assert (ended.code, [row["value"] for row in ended.rows]) == (0, [None])
    assert "1 of 1 figures are blank: not known yet: the record is known to 2026-09-30." in ended.err
    assert command("figures", "cpp_count", "--period", "2026-09-30", "--home", authority.home).err == ""


def test_a_policy_that_is_no_yaml_is_told_in_one_line(command: Commands, own_home: Path) -> None:
    (own_home / "policy.yaml").write_text("standards:\n  cp_visit: 10\n   x: 2\n")
    for asked in (("duties",), ("define", "cp_visit")):
        ended = command(*asked, "--home", own_home)
        assert (ended.code, ended.out) == (2, "")
        (line,) = ended.err.strip().splitlines()
        assert line.startswith("policy.yaml, line 3, column 5: is not YAML")


def test_simulate_names_its_stories(command: Commands) -> None:
    told = " ".join(command("simulate", "--help").out.split())
    assert [story for story in STORIES if story not in told] == []


def test_a_blank_path_is_not_the_folder_one_is_in(
    command: Commands, made_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ssd_contacts.csv").write_text(HEADING + "C1,1001,2024-01-01\n")
    monkeypatch.chdir(tmp_path)
    ended = command("load", "", "--home", made_home)
    assert (ended.code, ended.out) == (2, "")
    assert "PATH: is blank" in ended.err


def test_an_interruption_is_130(command: Commands, authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(duties_command, "known", interrupted)
    ended = command("duties", "--home", authority.home)
    assert ended.code == 130
    assert "Traceback" not in ended.err


def test_the_log_of_a_home_that_was_never_served_is_empty_not_a_fault(authority: Authority, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(authority.home, home)
    ended = program("verify-log", "--home", home)
    said = json.loads(ended.stdout)
    assert (ended.returncode, said["sealed"], said["broken"]) == (0, 0, None)
    assert "Nothing is logged yet" in ended.stderr
    expected = program("verify-log", "--expect", "ab" * 32, "--home", home)
    assert expected.returncode == 1
    assert "the chain does not go through" in expected.stderr
    (home / "log-seals.jsonl").write_text("{}\n", encoding="ascii")
    gone = program("verify-log", "--home", home)
    assert gone.returncode == 1
    assert "the log is gone" in gone.stderr


def test_a_real_interruption_is_130(tmp_path: Path) -> None:
    asked = [str(PROGRAM), "simulate", str(tmp_path / "out"), "--population", "300000", "--years", "10"]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        assert running.stderr.readline().startswith("Making")  # it is at work
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in err


@pytest.mark.parametrize("form", ["jsonl", "csv", "table"])
@pytest.mark.parametrize("asked", ["define", "duties"])
def test_a_closed_pipe_is_quiet(asked: str, form: str, authority: Authority) -> None:
    piped = f"'{PROGRAM}' {asked} --home '{authority.home}' --format {form} | head -1; echo ${{PIPESTATUS[0]}}"
    ended = subprocess.run(["bash", "-c", piped], capture_output=True, text=True, check=True)
    line, code = ended.stdout.splitlines()
    assert line.lstrip('{"').startswith(("kind", "standard"))
    assert (code, ended.stderr) == ("0", "")


def test_a_check_that_found_something_ends_with_1_whoever_reads_it(authority: Authority) -> None:
    asked = f"'{PROGRAM}' check ssda903 --from-record --year 2025-26 --la 330 --home '{authority.home}'"
    whole = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=False)
    read = subprocess.run(
        ["bash", "-c", f"{asked} | true; echo ${{PIPESTATUS[0]}}"], capture_output=True, text=True, check=True
    )
    assert (whole.returncode, read.stdout.strip(), read.stderr) == (1, "1", whole.stderr)


def test_a_pipe_that_breaks_elsewhere_is_a_fault(
    command: Commands, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr(duties_command, "known", broken)
    ended = command("duties", "--home", authority.home)
    assert (ended.code, ended.out) == (3, "")
    assert "BrokenPipeError" in ended.err


def test_a_terminal_gets_a_table_and_a_pipe_lines() -> None:
    reader, writer = os.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "200"}
    with subprocess.Popen([str(PROGRAM), "define", "cp_visit"], stdout=writer, env=env) as running:
        os.close(writer)
        text = b""
        while True:
            try:
                block = os.read(reader, 65536)
            except OSError:  # how a terminal says that its other side has closed
                break
            if not block:
                break
            text += block
    os.close(reader)
    assert running.returncode == 0
    assert text.decode().lstrip("\x1b[0123456789;m").startswith("kind")
    with pytest.raises(json.JSONDecodeError):
        json.loads(text.decode().splitlines()[0])
    assert json.loads(program("define", "cp_visit").stdout)["code"] == "cp_visit"


def test_define_starts_neither_the_web_framework_nor_the_database() -> None:
    script = (
        "import sys; from lineofsight.cli.main import run; code = run(['define', 'cp_visit']);"
        "print([name for name in ('django', 'duckdb', 'pyspark', 'xlsxwriter') if name in sys.modules], code)"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[] 0"
    script = "import sys; import lineofsight.cli.main; print('django' in sys.modules, 'polars' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["False", "False"]


def test_the_home_is_its_owners_alone(authority: Authority) -> None:
    kept = [authority.home, *(path for path in authority.home.rglob("*") if path.name != ".lock")]
    assert [path for path in kept if stat.S_IMODE(path.stat().st_mode) & 0o077 and path.is_dir()] == []
    assert stat.S_IMODE(authority.home.stat().st_mode) == 0o700


def test_without_a_home_the_command_says_so(command: Commands, tmp_path: Path) -> None:
    for asked in (("duties",), ("figures",), ("snapshot",), ("snapshots",), ("rejects",), ("backup",), ("upgrade",)):
        ended = command(*asked, "--home", tmp_path / "none")
        assert (ended.code, ended.out) == (2, "")
        assert "There is no home" in ended.err
    assert not (tmp_path / "none").exists()


def test_the_default_home_is_in_the_folder_one_is_in(
    command: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ssd_contacts.csv").write_text(HEADING + "C1,1001,2024-01-02\n")
    assert command("load", "ssd_contacts.csv").code == 0
    assert stat.S_IMODE((tmp_path / "lineofsight-home").stat().st_mode) == 0o700
    assert (command("snapshots").code, command("snapshots").out) == (0, "")


@pytest.mark.parametrize(("version", "words"), [("0", "run lineofsight upgrade"), ("99", "made by a newer version")])
def test_a_home_of_another_version_is_refused_and_left_alone(
    version: str, words: str, command: Commands, own_home: Path, tmp_path: Path
) -> None:
    (tmp_path / "ssd_contacts.csv").write_text(HEADING + "C1,1001,2024-01-02\n")
    (own_home / "format").write_text(version)
    before = (own_home / "record.sqlite3").read_bytes()
    for asked in (("duties",), ("load", tmp_path / "ssd_contacts.csv"), ("snapshot",), ("sql", "SHOW TABLES")):
        ended = command(*asked, "--home", own_home)
        assert (ended.code, ended.out) == (2, "")
        assert words in ended.err
    report = command("report", own_home, "--output", tmp_path / "r.html")
    assert (report.code, words in report.err) == (2, True)
    assert (own_home / "record.sqlite3").read_bytes() == before
    assert not (tmp_path / "r.html").exists()


def test_an_older_home_is_upgraded_and_backed_up_first(command: Commands, own_home: Path) -> None:
    (own_home / "format").write_text("0")
    (row,) = command("upgrade", "--home", own_home).rows
    assert (row["format_before"], Path(row["backup"]).is_file()) == (0, True)
    assert command("snapshots", "--home", own_home).code == 0
    (again,) = command("upgrade", "--home", own_home).rows
    assert again["backup"] is None
    (own_home / "format").write_text("99")
    assert "newer version" in command("upgrade", "--home", own_home).err


def test_a_backup_restores_to_the_same_answers(command: Commands, authority: Authority, tmp_path: Path) -> None:
    (made,) = command("backup", tmp_path / "kept.zip", "--home", authority.home).rows
    assert tuple(made) == ("file", "files", "bytes")
    (restored,) = command("restore", tmp_path / "kept.zip", "--home", tmp_path / "new").rows
    assert restored["home"] == str(tmp_path / "new")
    asked = ("cohort", "cpp_count", "--period", "2026-09-30", "--home")
    assert command(*asked, tmp_path / "new").out == command(*asked, authority.home).out
    again = command("restore", tmp_path / "kept.zip", "--home", tmp_path / "new")
    assert again.code == 2


def test_commands_are_logged_by_name_and_never_with_what_was_typed(command: Commands, own_home: Path) -> None:
    child = command("cohort", "cpp_count", "--period", "2026-09-30", "--home", own_home).rows[0]["child"]
    command("duties", "--child", child, "--home", own_home)
    command("why", "cp_visit", child, "--home", own_home)
    command("sql", "--identified", f"SELECT * FROM people WHERE surname = '{child}'", "--home", own_home)
    command("duties", "--child", "Ada Lovelace", "--home", own_home)
    text = (own_home / "commands.jsonl").read_text()
    lines = [json.loads(line) for line in text.splitlines()][-4:]
    assert [(line["command"], line["options"]) for line in lines] == [
        ("duties", ["child"]), ("why", []), ("sql", ["identified"]), ("duties", ["child"]),
    ]  # fmt: skip
    assert all(line["by"] for line in lines)
    assert [line["exit_code"] for line in lines] == [0, 0, 0, 2]
    assert child not in text
    assert "Ada" not in text
