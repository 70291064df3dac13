"""Weighs characters by the labelled sentences and writes domain/reading/alarming.py.

Run `python -m tests.domain.learn_alarming` after sentences were added. Logistic regression over `features`, both
classes alike in weight, ridge penalty, by plain gradient descent: the same sentences give the same table. Sentences
in which the reader's own words cry are learned from too.
"""

import math
import textwrap
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from domain.reading import instinct
from domain.reading.normal import clean
from tests.domain.labelled import Case, more, patrols, repairs

TABLE = Path(instinct.__file__).parent / "alarming.py"
_ROUNDS, _STEP, _LIKELIHOOD = 400, 0.25, 0.3
_SAID_BY, LIGHTEST = 3, 10
"""Features said in fewer sentences, and those that weigh less (in hundredths), are left out."""

Weights = dict[str, float]


def learned(cases: Sequence[Case]) -> tuple[float, Weights]:
    """The bias and the weight of each feature."""
    said = [instinct.features(clean(case.text)) for case in cases]
    often = Counter(feature for features in said for feature in features)
    rows = [[it for it in features if often[it] >= _SAID_BY] for features in said]
    alarms = sum(case.alarm for case in cases)
    share = {True: len(cases) / (2 * alarms), False: len(cases) / (2 * (len(cases) - alarms))}
    weights, slopes, bias, bias_slopes = Weights(), defaultdict[str, float](float), 0.0, 0.0
    for _ in range(_ROUNDS):
        gradient = defaultdict[str, float](float, weights)
        bias_gradient = 0.0
        for row, case in zip(rows, cases, strict=True):
            score = bias + sum(weights.get(it, 0.0) for it in row)
            error = _LIKELIHOOD * share[case.alarm] * (1 / (1 + math.exp(-score)) - case.alarm)
            bias_gradient += error
            for it in row:
                gradient[it] += error
        bias_slopes += bias_gradient**2
        bias -= _STEP * bias_gradient / math.sqrt(bias_slopes + 1e-9)
        for it, slope in gradient.items():
            slopes[it] += slope**2
            weights[it] = weights.get(it, 0.0) - _STEP * slope / math.sqrt(slopes[it] + 1e-9)
    return bias, weights


def written(bias: float, weights: Weights) -> str:
    """The table as a module."""
    by_weight = defaultdict[int, list[str]](list)
    for feature, weight in weights.items():
        if abs(round(weight * 100)) >= LIGHTEST:
            by_weight[round(weight * 100)].append(feature)
    lines = [
        '"""How much characters and pairs of them sound like danger, in hundredths; learned."""',
        "",
        "# fmt: off",
        f"BIAS = {round(bias * 100)}",
        "WEIGHTS: dict[int, str] = {",
    ]
    for weight in sorted(by_weight, reverse=True):
        parts = textwrap.wrap(" ".join(sorted(by_weight[weight])), 52)
        lines.append(f"    {weight}: (" if len(parts) > 1 else f'    {weight}: "{parts[0]}",')
        if len(parts) > 1:
            lines += [f'        "{part} "' for part in parts] + ["    ),"]
    return "\n".join([*lines, "}", ""])


if __name__ == "__main__":
    TABLE.write_text(written(*learned((*repairs(), *patrols(), *more()))), encoding="utf-8")
