"""What Prometheus reads: numbers an operator acts on, each with a line that says what it is. No words, no names."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from domain.news import Lane
from storage.pulse import Pulse

KIND = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Live:
    """What only the process knows. `silent`: seconds since Telegram answered, None before it ever did;
    `verdicts` on messages and `polls` are counted since the start."""

    silent: float | None
    outage: bool
    verdicts: Mapping[str, int]
    polls: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Disk:
    """Bytes. `backups` are the nightly ones and those made by hand, where config.toml has them."""

    free: int
    database: int
    log: int
    backups: int
    newest_backup: datetime | None


def disk(data: Path, database: str, backups: Iterable[datetime]) -> Disk:
    made = list(backups)
    return Disk(
        free=shutil.disk_usage(data).free,
        database=_size(data / database),
        log=_size(data / f"{database}-wal"),
        backups=len(made),
        newest_backup=max(made, default=None),
    )


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def written(pulse: Pulse, live: Live, disk: Disk, troubles: int) -> bytes:
    """In Prometheus' text format; with what the process itself uses (memory, processor, files)."""
    registry = CollectorRegistry()
    registry.register(_Once([*_of_the_school(pulse), *_of_the_process(live), *_of_the_disk(pulse, disk)]))
    registry.register(_Once([_gauge("troubles", "things that /health names; 0 when all is well", troubles)]))
    ProcessCollector(registry=registry)
    return generate_latest(registry)


class _Once(Collector):
    """Metrics that were measured already."""

    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = list(metrics)

    def collect(self) -> Iterable[Metric]:
        return self._metrics


def _gauge(name: str, help_: str, value: float) -> Metric:
    return GaugeMetricFamily(f"zhiqin_{name}", help_, value=value)


def _age(pulse: Pulse, name: str, help_: str, moment: datetime | None) -> Metric:
    """Seconds since then; 0 where nothing waits."""
    return _gauge(name, help_, max(0.0, (pulse.taken - moment).total_seconds()) if moment else 0.0)


def _of_the_school(pulse: Pulse) -> Iterator[Metric]:
    yield _gauge("inbox_waiting", "updates that arrived and have had no effect yet", pulse.inbox)
    yield _age(pulse, "inbox_oldest_seconds", "how long the oldest of them has waited", pulse.arrived)
    lanes = GaugeMetricFamily("zhiqin_outbox_waiting", "messages due or on their way, by lane", labels=["lane"])
    for lane, count in pulse.outbox.items():
        lanes.add_metric([Lane(lane).name.lower()], count)
    yield lanes
    yield _age(pulse, "urgent_oldest_seconds", "how long the oldest unsent urgent message has waited", pulse.urgent)
    yield _age(pulse, "due_late_seconds", "by how much what was to happen by the clock is late", pulse.due)
    yield _gauge("duties_open", "duties that are open now", pulse.duties)
    yield _gauge("duties_overdue", "of these, past their time and not reported", pulse.overdue)
    yield _gauge("alarms_open", "alarms that are not over", pulse.alarms)
    yield _age(pulse, "alarm_unowned_seconds", "how long the oldest alarm has had nobody who goes", pulse.unowned)
    yield _gauge("tickets_open", "tickets that are not over", pulse.tickets)
    yield _gauge("phones_unreachable", "accounts that have blocked the bot or are gone", pulse.unreachable)
    yield _gauge("records", "entries of the history", pulse.records)


def _of_the_process(live: Live) -> Iterator[Metric]:
    if live.silent is not None:
        yield _gauge("last_poll_age_seconds", "seconds since Telegram last answered a poll", live.silent)
    yield _gauge("outage", "1 while nobody can be heard and nothing is decided as missed", live.outage)
    yield _counter("deliveries", "verdicts on messages since the start", "verdict", live.verdicts)
    yield _counter("polls", "how polls ended since the start", "outcome", live.polls)


def _counter(name: str, help_: str, label: str, counted: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(f"zhiqin_{name}", help_, labels=[label])
    for which, count in sorted(counted.items()):
        family.add_metric([which], count)
    return family


def _of_the_disk(pulse: Pulse, disk: Disk) -> Iterator[Metric]:
    yield _gauge("disk_free_bytes", "room on the disk of the data folder", disk.free)
    yield _gauge("database_bytes", "size of the database", disk.database)
    yield _gauge("database_log_bytes", "size of the log before it (WAL)", disk.log)
    yield _gauge("backups", "whole backups in the folder of backups", disk.backups)
    if disk.newest_backup is not None:
        yield _age(pulse, "backup_age_seconds", "age of the newest backup", disk.newest_backup)
