from pathlib import Path

from tests.builders import BULLETIN, ISSUE, PROJECT, TARGETS, write_place
from tongbao.load.folders import load_place


def test_a_place(tmp_path: Path) -> None:
    """Records come from any depth of their folder, each kind by id, with path and digest; policy.yaml may be absent."""
    root = write_place(
        tmp_path,
        {
            "projects/zouping/P-2.yaml": {**PROJECT, "id": "P-2"},
            "projects/huimin/deep/P-1.yaml": PROJECT,
            "issues/zouping/2026/I-1.yaml": ISSUE,
            "bulletins/2026/W-2026-01.yaml": BULLETIN,
            "targets/2026.yaml": TARGETS,
        },
    )
    loaded = load_place(root)
    assert loaded.problems == ()
    assert loaded.dataset is not None
    assert [project.id for project in loaded.dataset.projects] == ["P-1", "P-2"]
    assert loaded.dataset.paths["project", "P-1"] == "projects/huimin/deep/P-1.yaml"
    assert loaded.dataset.exists("targets", "2026")
    assert set(loaded.inputs) == {"site.yaml", *loaded.dataset.paths.values()}
    before = loaded.inputs["targets/2026.yaml"]
    (root / "targets" / "2026.yaml").write_text("year: 2026\ntitle: 调整后\n", encoding="utf-8")
    assert load_place(root).inputs["targets/2026.yaml"] != before


def test_unreadable_records_still_exist(tmp_path: Path) -> None:
    """A record with faults is left out but exists under its file's name, and under the id that it claims."""
    root = write_place(
        tmp_path,
        {
            "projects/P-1.yaml": "id: P-1\nname: [\n",
            "projects/P-2.yaml": {**PROJECT, "id": "P-9"},
            "projects/P-3.yaml": b"id: P-3\x00",
        },
    )
    loaded = load_place(root)
    assert loaded.dataset is not None
    assert loaded.dataset.projects == ()
    assert all(loaded.dataset.exists("project", name) for name in ("P-1", "P-2", "P-9", "P-3"))
    assert not loaded.dataset.exists("project", "P-4")


def test_no_dataset_without_site_or_policy(tmp_path: Path) -> None:
    """Where site.yaml or policy.yaml cannot be used there is no dataset, but records are checked all the same."""
    files = {"projects/P-1.yaml": {**PROJECT, "titel": "x"}}
    for name in ("site.yaml", "policy.yaml"):
        loaded = load_place(write_place(tmp_path / name, {**files, name: "x: [\n"}))
        assert loaded.dataset is None
        assert [problem.path for problem in loaded.problems] == sorted([name, "projects/P-1.yaml"])


def test_links_inside_the_place(tmp_path: Path) -> None:
    """A link to a file of the place is read; a link to a folder that holds it ends there."""
    root = write_place(tmp_path, {"shared/P-1.yaml": PROJECT})
    (root / "projects").mkdir()
    (root / "projects" / "P-1.yaml").symlink_to(root / "shared" / "P-1.yaml")
    (root / "projects" / "again").symlink_to(root / "projects")
    loaded = load_place(root)
    assert loaded.problems == ()
    assert loaded.dataset is not None
    assert len(loaded.dataset.projects) == 1


def test_more_files_than_a_batch(tmp_path: Path) -> None:
    """Files are read in batches; none is lost between them."""
    files = {f"projects/P-{n}.yaml": f"id: P-{n}\nname: 甲\ndistrict: zouping\n" for n in range(1101)}
    root = write_place(tmp_path, files)
    for _ in range(2):
        loaded = load_place(root)
        assert loaded.dataset is not None
        assert len(loaded.dataset.projects) == 1101
