"""Phiếu giả lập để đối chiếu: writes the three files of synthetic forms beside this script, from fixed seeds."""

import csv
import random
from pathlib import Path

CODES = ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
HEADER = ["form_id", "province", "commune", "stratum", "psu", "weight", "status", *CODES]


def rows_of(name: str, count: int) -> list[list[str]]:
    """Forms whose answers lean on province and village, so that clusters and strata matter."""
    rng = random.Random(name)
    leaning = {key: rng.gauss(0, 0.6) for key in ["An", "Bình", "Châu", *(f"v{i}" for i in range(9))]}
    rows = []
    for number in range(1, count + 1):
        province = rng.choice(["An", "Bình", "Châu"])
        psu = f"v{rng.randrange(9)}"
        stratum = rng.choice(["đô thị", "nông thôn", "miền núi"])
        if name == "nested":
            stratum = f"{province} {rng.choice('12')}"
        answers = []
        for place in range(len(CODES)):
            lot = 3.4 + leaning[province] + leaning[psu] - 0.2 * place + rng.gauss(0, 1)
            tick = str(min(5, max(1, round(lot))))
            answers.append(rng.choices([tick, "", "45", "KB"], [90, 6, 2, 2])[0])
        status = rng.choices(["", "invalid"], [19, 1])[0]
        weight = rng.choice(["0.5", "1", "1.25", "3"])
        rows.append([f"{number:03}", province, rng.choice("xyz"), stratum, psu, weight, status, *answers])
    return rows


if __name__ == "__main__":
    for design, forms in (("crossing", 160), ("nested", 140), ("weighted", 120)):
        with (Path(__file__).parent / f"{design}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([HEADER, *rows_of(design, forms)])
