"""`python build.py …` in a script that a test runs: a copy of this process, which has the program loaded already."""

import ast
import gc
import os
import runpy
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryFile

PYTHON = f"""#!{sys.executable} -IS
import os, socket, sys
with socket.socket(fileno=int(os.environ["TEST_DOOR"])) as door:
    socket.send_fds(door, [ascii((sys.argv[1:], os.getcwd(), dict(os.environ))).encode()], [0, 1, 2])
    sys.exit(door.recv(1)[0])
"""
"""Stands for Python: it hands on what it was told, where it stands and where it writes, and ends as that ended."""
LARGEST = 1 << 20


def ended(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """What a command said that ended well; where it or what it starts comes upon PYTHON, that is a copy of us."""
    ours, theirs = socket.socketpair()
    with ours, TemporaryFile("w+", encoding="utf-8") as out, TemporaryFile("w+", encoding="utf-8") as err:
        with theirs:
            door = theirs.fileno()
            known = {**environment, "TEST_DOOR": str(door)}
            started = subprocess.Popen(command, cwd=folder, env=known, stdout=out, stderr=err, pass_fds=[door])
        with started:
            # Nothing is asked any more when the command and all that it started have ended.
            while (asked := socket.recv_fds(ours, LARGEST, 3))[0]:
                ours.send(bytes([_exit_code(asked[0], asked[1])]))
        for said in (out, err):
            said.seek(0)
        done = subprocess.CompletedProcess(command, started.returncode, out.read(), err.read())
    done.check_returncode()
    return done


def _exit_code(asked: bytes, streams: Sequence[int]) -> int:
    """That of a copy of this process which did what was asked, and looks for garbage among its own values alone."""
    gc.freeze()
    program = get_context("fork").Process(target=_become, args=(*ast.literal_eval(asked.decode()), streams))
    program.start()
    for stream in streams:
        os.close(stream)
    program.join()
    return (program.exitcode or 0) & 255


def _become(words: list[str], folder: str, environment: dict[str, str], streams: Sequence[int]) -> None:
    """Runs the file that is named first as a program of its own."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8") for number in (1, 2))
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = words
    runpy.run_path(words[0], run_name="__main__")
