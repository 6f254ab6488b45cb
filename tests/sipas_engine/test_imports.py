"""Nạp nhẹ: the index may be asked for without waiting for what reads files."""

import subprocess
import sys


def test_naming_the_index_loads_no_reader_of_files():
    program = (
        "import sys, sipas_engine.from_file, sipas_engine.index.as_json, sipas_engine.annexes.ranking\n"
        "heavy = {'polars', 'pandas', 'python_calamine', 'prefect', 'fastapi', 'sqlalchemy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
