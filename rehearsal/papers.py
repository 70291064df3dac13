"""Files that lie ready on the desk of a rehearsal, to be sent from any phone as documents."""

from dataclasses import dataclass, field

from rehearsal.shapes import Json


@dataclass(frozen=True)
class Paper:
    label: str
    label_en: str
    file_name: str
    mime_type: str
    data: bytes


@dataclass
class Papers:
    _by_name: dict[str, Paper] = field(default_factory=dict)

    def add(self, name: str, paper: Paper) -> None:
        self._by_name[name] = paper

    def get(self, name: str) -> Paper | None:
        return self._by_name.get(name)

    def listed(self) -> list[Json]:
        return [{"name": name, "label": it.label, "label_en": it.label_en} for name, it in self._by_name.items()]
