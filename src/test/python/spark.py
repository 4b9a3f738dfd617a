"""A whole distribution of Spark, with spark-submit, master and worker: that of PyPI's pyspark."""

import functools
import os
import subprocess
from pathlib import Path


@functools.cache
def home() -> Path:
    """SPARK_HOME, in the environment that spark.txt lists; installed on first use.

    The programs are those under bin/ of this folder: the environment's own bin/ has scripts of the
    same names that do not work when called by an absolute path.
    """
    environment = Path(__file__).with_name("environment")
    made = subprocess.run([environment, "spark"], stdout=subprocess.PIPE, text=True, check=True)
    (found,) = Path(made.stdout.strip()).parents[1].glob("lib/python3*/site-packages/pyspark")
    return found


def environment() -> dict[str, str]:
    """This process's environment with SPARK_HOME, its programs on PATH, and Spark on loopback."""
    path = f"{home() / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return os.environ | {"SPARK_HOME": str(home()), "SPARK_LOCAL_IP": "127.0.0.1", "PATH": path}
