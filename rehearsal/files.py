"""Files: an id that is new in every message, and a fingerprint that stays with the bytes."""

import base64
import hashlib
import secrets
import time
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from rehearsal.errors import refusal
from rehearsal.photos import Picture
from rehearsal.shapes import Json

LARGEST_DOWNLOAD = 20 * 1024 * 1024
"""Bytes; with how long its link lives, an hour (Bot API, getFile)."""
LARGEST_UPLOAD = 50 * 1024 * 1024
"""Bytes (Bot API, sendDocument)."""
LINK_LIFETIME = 60 * 60.0
FOLDERS = {"photo": "photos", "voice": "voice", "video": "videos", "document": "documents"}
ENDINGS = {"photo": ".jpg", "voice": ".oga", "video": ".mp4"}


@dataclass(frozen=True)
class Stored:
    """Bytes with their fingerprint; `facts` are the fields the Bot API shows beside the ids."""

    data: bytes
    facts: Json
    unique: str

    @classmethod
    def of(cls, data: bytes, **facts: object) -> "Stored":
        if not data:
            raise refusal("empty file")
        if len(data) > LARGEST_UPLOAD:
            raise refusal("too large")
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode()
        return cls(data, {key: value for key, value in facts.items() if value}, "A" + digest[:15])


@dataclass(frozen=True)
class Attachment:
    """What a message carries: one file, for a photo its sizes, smallest first."""

    kind: str
    sizes: tuple[Stored, ...]

    @classmethod
    def photo(cls, pictures: tuple[Picture, ...]) -> "Attachment":
        sizes = (Stored.of(picture.data, width=picture.width, height=picture.height) for picture in pictures)
        return cls("photo", tuple(sizes))

    @classmethod
    def single(cls, kind: str, data: bytes, **facts: object) -> "Attachment":
        return cls(kind, (Stored.of(data, **facts),))


@dataclass
class Files:
    """Every file ever sent here, by file_id, by fingerprint and by download path."""

    _by_id: dict[str, tuple[Attachment, Stored]] = field(default_factory=dict)
    _by_unique: dict[str, tuple[str, Stored]] = field(default_factory=dict)
    _links: dict[str, tuple[float, Stored]] = field(default_factory=dict)

    def show(self, attachment: Attachment) -> Json:
        """The fields that put this attachment into a Message, with new file ids."""
        shown = [self._with_new_id(attachment, stored) for stored in attachment.sizes]
        return {attachment.kind: shown if attachment.kind == "photo" else shown[0]}

    def attachment(self, file_id: str, wanted: str) -> Attachment:
        """What was sent under this id, to be sent again as the same kind."""
        attachment, _ = self._find(file_id)
        if attachment.kind != wanted:
            raise refusal("file kind", was=attachment.kind.capitalize(), wanted=wanted.capitalize())
        return attachment

    def lend(self, file_id: str, attachment: Attachment) -> None:
        """This id stands for that file, as if it had been sent here long ago."""
        self._by_id[file_id] = (attachment, attachment.sizes[-1])

    def link(self, file_id: str) -> Json:
        """The File object of getFile; its path serves for an hour."""
        attachment, stored = self._find(file_id)
        if len(stored.data) > LARGEST_DOWNLOAD:
            raise refusal("file big")
        ending = ENDINGS.get(attachment.kind) or PurePosixPath(str(stored.facts.get("file_name", ""))).suffix
        path = f"{FOLDERS[attachment.kind]}/file_{len(self._links)}{ending if ending.isascii() else ''}"
        self._links[path] = (time.monotonic() + LINK_LIFETIME, stored)
        return {**_ids(file_id, stored), "file_path": path}

    def download(self, path: str) -> bytes:
        until, stored = self._links.get(path, (0.0, None))
        if stored is None or until < time.monotonic():
            raise refusal("no such file")
        return stored.data

    def grow_old(self, seconds: float) -> None:
        """So much time went by at once."""
        self._links = {path: (until - seconds, stored) for path, (until, stored) in self._links.items()}

    def by_fingerprint(self, unique: str) -> tuple[str, Stored] | None:
        """Kind and bytes, for screens."""
        return self._by_unique.get(unique)

    def _with_new_id(self, attachment: Attachment, stored: Stored) -> Json:
        file_id = "Ag" + secrets.token_urlsafe(42)
        self._by_id[file_id] = (attachment, stored)
        self._by_unique[stored.unique] = (attachment.kind, stored)
        return {**_ids(file_id, stored), **stored.facts}

    def _find(self, file_id: str) -> tuple[Attachment, Stored]:
        if file_id.startswith(("http://", "https://")):
            raise refusal("no web files")
        if file_id not in self._by_id:
            raise refusal("invalid file id" if len(file_id) < 20 else "wrong file id")
        return self._by_id[file_id]


def _ids(file_id: str, stored: Stored) -> Json:
    return {"file_id": file_id, "file_unique_id": stored.unique, "file_size": len(stored.data)}
