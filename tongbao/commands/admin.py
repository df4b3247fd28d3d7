"""`admin`: fetches the program of the form editor, once; `build` publishes it where site.yaml says `admin`."""

import argparse
import base64
import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path

from tongbao.commands import Usage
from tongbao.edit.files import write_bytes
from tongbao.load.library import PACKAGES, Package, library_folder, library_of
from tongbao.locale.catalogue import Catalogue


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `admin` takes: nothing of its own."""


def run(args: argparse.Namespace) -> int:
    """Fetches what is not there yet with npm, from the registry that it is set up for, and refuses other archives than
    those whose digests are known here."""
    words: Catalogue = args.words
    if args.cache is None:
        raise Usage("admin-no-folder")
    folder = library_folder(args.cache)
    if not library_of(args.cache):
        with tempfile.TemporaryDirectory() as work:
            files = {name: data for package in PACKAGES for name, data in _fetched(package, Path(work)).items()}
        write_bytes(folder, files)
    print(words("cli.admin.done", folder=folder, versions=words("list.separator").join(each.spec for each in PACKAGES)))
    return 0


def _fetched(package: Package, work: Path) -> dict[str, bytes]:
    """The files of a package, by the names under which they are kept."""
    into = work / package.name.replace("/", "-")
    into.mkdir()
    command = ["npm", "pack", package.spec, "--pack-destination", str(into), "--silent"]
    try:
        subprocess.run(command, cwd=work, check=True, capture_output=True, timeout=300)
    except OSError as error:
        raise Usage("admin-no-npm", reason=error.strerror) from None
    except subprocess.SubprocessError as error:
        said = getattr(error, "stderr", None) or b""
        raise Usage("admin-no-npm", reason=said.decode(errors="replace").strip()[-300:] or error) from None
    (archive,) = into.glob("*.tgz")
    data = archive.read_bytes()
    if f"sha512-{base64.b64encode(hashlib.sha512(data).digest()).decode()}" != package.integrity:
        raise Usage("admin-other", package=package.spec)
    with tarfile.open(archive) as tar:
        members = {member.name: tar.extractfile(member) for member in tar.getmembers() if member.name in package.files}
        return {package.files[name]: file.read() for name, file in members.items() if file}
