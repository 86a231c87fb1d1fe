"""Makes the sample again: model.tar.gz, rows.csv and expected.csv, to the byte.

    python3 -m venv /tmp/sample && /tmp/sample/bin/pip install -r requirements.txt
    /tmp/sample/bin/python train.py

The data is scikit-learn's copy of the diabetes data of Efron, Hastie, Johnstone and Tibshirani (Least Angle
Regression, Annals of Statistics 32, 2004): 442 patients, ten features, the progress of the disease after a year.
"""

import gzip
import io
import tarfile
from pathlib import Path

import numpy
import xgboost
from sklearn.datasets import load_diabetes
from sklearn.model_selection import train_test_split

HERE = Path(__file__).parent
ROWS = 20


def train(features, target):
    return xgboost.train(
        {"objective": "reg:squarederror", "max_depth": 3, "eta": 0.1, "seed": 0, "nthread": 1},
        xgboost.DMatrix(features, target),
        num_boost_round=60,
    )


def write_artifact(booster):
    """The name `xgboost-model` is what AWS's image looks for; gzip's and tar's times are left at 0."""
    model = bytes(booster.save_raw("json"))
    entry = tarfile.TarInfo("xgboost-model")
    entry.size, entry.mode = len(model), 0o644
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        archive.addfile(entry, io.BytesIO(model))
    (HERE / "model.tar.gz").write_bytes(gzip.compress(buffer.getvalue(), 9, mtime=0))


def main():
    data = load_diabetes()
    train_x, test_x, train_y, _ = train_test_split(data.data, data.target, test_size=0.2, random_state=0)
    booster = train(train_x, train_y)
    write_artifact(booster)

    numpy.savetxt(HERE / "rows.csv", test_x[:ROWS], delimiter=",", fmt="%.8f")
    rows = numpy.loadtxt(HERE / "rows.csv", delimiter=",")  # what is sent is what is scored
    numpy.savetxt(HERE / "expected.csv", booster.predict(xgboost.DMatrix(rows)), fmt="%.6f")


if __name__ == "__main__":
    main()
