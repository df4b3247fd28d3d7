"""Repositories for tests: a history of any length in three processes, the same commits every time."""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

Content = str | bytes | Mapping[str, Any] | None


class Commit(NamedTuple):
    """What a commit changes: a file's new content, None to take it out. `onto` is a branch that the commit is made on,
    `merges` one that it takes in."""

    day: str
    files: Mapping[str, Content]
    onto: str = "main"
    merges: str = ""


def git(root: Path, *words: str, stdin: bytes = b"") -> str:
    """Git without the settings of whoever runs the tests."""
    env = {"PATH": os.environ["PATH"], "HOME": str(root), "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "protocol.file.allow=always")
    done = subprocess.run(["git", "-C", str(root), *who, *words], input=stdin, check=True, capture_output=True, env=env)
    return done.stdout.decode()


def repository(root: Path, *commits: Commit) -> Path:
    """A repository with these commits, the last state of `main` in its work tree."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q", "-b", "main")
    git(root, "fast-import", "--quiet", stdin=b"".join(_stream(commits)))
    git(root, "reset", "-q", "--hard", "main")
    return root


def _stream(commits: Sequence[Commit]) -> list[bytes]:
    begun: set[str] = set()
    stream: list[bytes] = []
    for commit in commits:
        moment = int(datetime.fromisoformat(f"{commit.day}T00:30:00+08:00").timestamp())
        stream.append(f"commit refs/heads/{commit.onto}\ncommitter x <x@example.org> {moment} +0800\n".encode())
        stream.append(b"data 1\nx\n")
        if commit.onto not in begun and begun:
            stream.append(b"from refs/heads/main\n")
        if commit.merges:
            stream.append(f"merge refs/heads/{commit.merges}\n".encode())
        begun.add(commit.onto)
        for path, content in commit.files.items():
            data = _bytes(content)
            stream.append(f"D {path}\n".encode() if data is None else f"M 100644 inline {path}\n".encode())
            if data is not None:
                stream.append(f"data {len(data)}\n".encode() + data + b"\n")
    return stream


def _bytes(content: Content) -> bytes | None:
    if content is None or isinstance(content, bytes):
        return content
    return (content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)).encode()
