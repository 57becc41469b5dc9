"""What a check is: a function that answers with the sentence of what it compared, or raises."""

from __future__ import annotations

import importlib
import os
import shutil
from dataclasses import dataclass
from types import ModuleType
from typing import Callable

INSTALL = "run scripts/install-clients"


class Skipped(Exception):
    """A check that cannot be made here; the message says what is missing."""


class Failed(Exception):
    """What a check found; one line a finding."""

    def __init__(self, compared: str, findings: list[str]):
        super().__init__(compared)
        self.compared = compared
        self.findings = findings


@dataclass(frozen=True)
class Check:
    """A named check and the function that makes it."""

    name: str
    make: Callable[..., str]


CHECKS: list[Check] = []


def check(name: str):
    """Registers a function as the check `name`; checks are made in the order of registration."""

    def register(make):
        CHECKS.append(Check(name, make))
        return make

    return register


def judge(compared: str, findings: list[str]) -> str:
    """The sentence `compared`, or `Failed` when there are findings."""
    if findings:
        raise Failed(compared, findings)
    return compared


def is_ci() -> bool:
    """Whether a check that cannot be made is a failure."""
    return os.environ.get("CI") == "true"


def program(name: str) -> str:
    """The path of the program `name`; skips the check where it is missing."""
    path = shutil.which(name)
    if path is None:
        raise Skipped(f"{name} is not installed: {INSTALL}")
    return path


def module(name: str) -> ModuleType:
    """The Python module `name`; skips the check where it is missing."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise Skipped(f"the Python module {name} is not installed: {INSTALL}") from error
