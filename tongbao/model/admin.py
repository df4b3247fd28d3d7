"""The form editor at /admin/: the Git server that it reads from and writes to."""

from typing import Literal

from pydantic import Field

from tongbao.model.base import Address, Boolean, Line, Record


class Admin(Record):
    """Where the form editor (Sveltia CMS) signs in and saves. A place without it has no page /admin/."""

    backend: Literal["github", "gitlab", "gitea", "test-repo"]
    repository: Line | None = Field(None, description="owner/name on the server")
    branch: Line = "main"
    api: Address | None = Field(None, description="address of the server's API, where it is one of the office's own")
    login: Address | None = Field(None, description="where people sign in: the server, or an OAuth gateway for GitHub")
    app: Line | None = Field(None, description="id of the OAuth application")
    review: Boolean = Field(True, description="each save is a branch with a pull request (GitHub, GitLab)")
