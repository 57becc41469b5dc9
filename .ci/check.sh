#!/usr/bin/env bash
# What every commit must pass: the format, and a build of everything in which a warning is an error.
set -euo pipefail
cd "$(dirname "$0")/.."
swift format lint --strict --recursive --parallel Package.swift Sources Tests
swift build --build-tests
