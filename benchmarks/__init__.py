"""Benchmarks: how fast we are against what else one could have used, as ratios measured in pairs within one run."""
