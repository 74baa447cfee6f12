"""Benchmarks: plain scripts with fixed seeds. `make bench` runs each; results in `results/`."""
