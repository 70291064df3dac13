"""Whatever the program is made of is compiled at set-up and lies in the image; the container may do no more than the
service, and asks the same question about its health."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = set(
    tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["root_packages"]
)
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")


def test_all_of_the_program_is_compiled_and_in_the_image() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    compiled = re.findall(r"^OURS := (.*)$", makefile, re.MULTILINE) + re.findall(
        r"compileall -q (.*)$", DOCKERFILE, re.M
    )
    assert [set(line.split()) for line in compiled] == [PROGRAM, PROGRAM]
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"}
    assert let_in == PROGRAM | {"requirements.lock", "requirements-uv.lock", "LICENSE"}


def test_the_container_is_nobody_and_asks_how_it_is() -> None:
    said = [line for line in DOCKERFILE.splitlines() if line and line[0] != "#"]
    since_then = said[said.index("USER zhiqin") :]
    assert not [line for line in since_then if line.startswith(("RUN", "COPY"))]
    assert any(line.startswith("HEALTHCHECK") and '"bot", "health"' in line for line in said)
    for rule in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", "restart: unless-stopped"):
        assert rule in COMPOSE
    ports = [line for line in COMPOSE.splitlines() if "ports" in line and not line.lstrip().startswith("#")]
    assert ports == []


def test_what_the_documents_mount_is_where_the_image_has_it() -> None:
    volumes = set(re.findall(r'"(/zhiqin/\w+)"', DOCKERFILE.partition("VOLUME")[2].partition("\n")[0]))
    assert volumes == {"/zhiqin/data", "/zhiqin/backups"}
    assert all(f":{volume}" in COMPOSE for volume in volumes)
    assert 'folder = "/zhiqin/backups"' in (ROOT / "docs" / "docker.md").read_text(encoding="utf-8")


def test_a_start_waits_for_nothing_that_only_others_need() -> None:
    """Pictures, workbooks, a web server, Prometheus: each is loaded by whoever uses it first."""
    loaded = subprocess.run(
        [sys.executable, "-c", "import bot.commands.run, sys; print(*sys.modules)"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.split()  # fmt: skip
    late = {"PIL", "zxingcpp", "xlsxwriter", "python_calamine", "typst", "segno", "prometheus_client", "aiohttp.web"}
    assert {"telegram.ext", "bot.house", "handlers.front"} <= set(loaded)
    assert late & set(loaded) == set()
    assert [name for name in loaded if name.partition(".")[0] == "rehearsal"] == []
