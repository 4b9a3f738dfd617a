"""The notebooks, executed by nbmake on what the commands of their manual page make."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from product import ROOT, record

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PAGE = ROOT / "docs" / "notebooks.md"


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_repository_has_no_outputs(notebook: Path) -> None:
    for cell in record(notebook)["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None


def test_page_names_every_notebook() -> None:
    named = re.findall(r"^\| `(.*?\.ipynb)` \|", PAGE.read_text(), re.MULTILINE)
    assert sorted(named) == [notebook.name for notebook in NOTEBOOKS]


def test_commands_of_the_page_run_every_notebook(tmp_path: Path) -> None:
    (commands,) = re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    for folder in ("jobs", "src"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    unset = ("SPARK_HOME", "PLUMBLINE_NOTEBOOK_HOME")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    run = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        cwd=tmp_path,
        env=environment | {"SPARK_LOCAL_IP": "127.0.0.1", "IPYTHONDIR": str(tmp_path / "ipython")},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout[-5000:] + run.stderr[-5000:]
    assert f"{len(NOTEBOOKS)} passed" in run.stdout
