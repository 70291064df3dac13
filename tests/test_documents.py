"""The documents are true: every command and every make target is in both READMEs, every link leads somewhere."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands import COMMANDS
from rehearsal import Rehearsal, stage
from rehearsal.stage.fields import TAKES
from storage.migrate import migrations

ROOT = Path(__file__).parent.parent
READMES = [ROOT / "README.md", ROOT / "README.en.md"]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_command_is_in_the_readme(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"python -m bot {name}" not in text] == []


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_make_target_is_in_the_readme(readme: Path) -> None:
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(targets) > 8
    assert [target for target in targets if f"make {target}" not in readme.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))
    here = [link for link in links if "://" not in link]
    assert [link for link in here if not (document.parent / link).exists()] == []


def test_the_document_of_the_rehearsal_names_every_field_of_each_stage_verb() -> None:
    rows = [line.split("|") for line in Path("docs/rehearsal.md").read_text(encoding="utf-8").splitlines()]
    table = {row[1]: row[2] for row in rows if len(row) == 5 and "/stage/" in row[1]}
    contents = "".join(Path("docs/rehearsal.md").read_text(encoding="utf-8").split("**内容**")[1:2])
    for verb, names in TAKES.items():
        [said] = [what for where, what in table.items() if f"/stage/{verb}`" in where and "POST" in where]
        said += contents if verb in ("say", "faults") else ""
        assert [name for name in names if f"`{name}" not in said and name not in said] == [], verb


def test_every_stage_call_is_in_the_document_of_the_rehearsal() -> None:
    world = Rehearsal(clock=lambda: datetime.now(UTC)).world
    said = (ROOT / "docs" / "rehearsal.md").read_text(encoding="utf-8")
    paths = {str(route.path) for route in stage.routes(world, lambda: None)}
    assert len(paths) > 20
    assert [path for path in sorted(paths) if path.partition("{")[0] not in said] == []


def test_migrations_are_numbered_without_a_gap_and_say_why() -> None:
    assert [number for number, _ in migrations()] == list(range(1, len(migrations()) + 1))
    assert all(path.read_text(encoding="utf-8").startswith("-- ") for _, path in migrations())
