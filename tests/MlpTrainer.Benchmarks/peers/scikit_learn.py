"""scikit-learn on the workloads, one JSON line per measurement; needs the files that the `export` verb writes.

    scikit_learn.py --work W1 [--opt adam|sgd] [--threads 1] [--mode train|infer] [--runs 3] [--data FOLDER]

Prints nothing for W6, which scikit-learn cannot train: it has no dropout. Debian: python3-sklearn libopenblas0-pthread;
OPENBLAS_CORETYPE=SkylakeX where OpenBLAS does not know an AVX-512 processor.
"""
import argparse, json, math, os, statistics, sys, tempfile, time, warnings

parser = argparse.ArgumentParser()
parser.add_argument("--work", default="W1"); parser.add_argument("--opt", default="adam")
parser.add_argument("--threads", type=int, default=1); parser.add_argument("--mode", default="train"); parser.add_argument("--runs", type=int, default=3)
parser.add_argument("--data", default=os.path.join(tempfile.gettempdir(), "mlptrainer-workloads"))
o = parser.parse_args()
wanted = {"OMP_NUM_THREADS": str(o.threads), "OPENBLAS_NUM_THREADS": str(o.threads)}
if any(os.environ.get(k) != v for k, v in wanted.items()):  # must be set before NumPy is loaded
    os.environ.update(wanted)
    os.execv(sys.executable, [sys.executable] + sys.argv)

if o.work == "W6":
    raise SystemExit(0)

import numpy as np
from sklearn.neural_network import MLPClassifier

warnings.filterwarnings("ignore")

N, D, HIDDEN, BATCH, EPOCHS = {
    "W1": (100_000, 30, (100,), 200, 5), "W2": (100_000, 100, (256, 256), 256, 2), "W3": (20_000, 784, (512, 256), 128, 2),
    "W4": (569, 30, (16,), 32, 200), "W5": (50_000, 20_000, (64,), 256, 1)}[o.work]
SPARSE, ALPHA, RATE = o.work == "W5", 1e-4, 1e-3 if o.opt == "adam" else 0.01
y = np.fromfile(f"{o.data}/{o.work}.labels", np.int32).astype(np.int64)
x = np.fromfile(f"{o.data}/{o.work}.features", np.float32).reshape(len(y), -1)
if SPARSE:
    import scipy.sparse
    index = np.fromfile(f"{o.data}/{o.work}.indices", np.int32)
    x = scipy.sparse.csr_matrix((x.ravel(), index, np.arange(0, index.size + 1, 40, dtype=np.int32)), (len(y), D))
xt, yt = (x, y) if o.work == "W4" else (x[N:], y[N:])
x, y = x[:N], y[:N]


def fit(epochs):
    return MLPClassifier(HIDDEN, solver=o.opt, alpha=ALPHA, batch_size=BATCH, learning_rate_init=RATE, momentum=0.9, nesterovs_momentum=False,
                         max_iter=epochs, tol=0, n_iter_no_change=10**9, random_state=0).fit(x, y)


def predict(model, rows):
    return model.predict_proba(rows)


def timed(action, runs):
    seconds = []
    for _ in range(runs):
        start = time.perf_counter(); action(); seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), min(seconds)


base = dict(bench=o.mode, peer="sklearn", work=o.work, opt=o.opt, threads=o.threads)
model = fit(1)
if o.mode == "train":
    box = []
    processor = time.process_time()
    median, best = timed(lambda: box.append(fit(EPOCHS)), o.runs)
    processor = time.process_time() - processor
    p = np.clip(predict(box[-1], xt), 1e-7, 1)
    print(json.dumps(dict(base, rows_per_s=round(N * EPOCHS / median), rows_per_s_best=round(N * EPOCHS / best), acc=float((p.argmax(1) == yt).mean()),
                          logloss=float(-np.log(p[np.arange(len(yt)), yt]).mean()), runs=o.runs, rows_per_cpu_s=round(N * EPOCHS * o.runs / processor))))
else:
    if not SPARSE:
        rows = np.tile(x, (math.ceil(100_000 / N), 1))[:100_000]
        predict(model, rows)
        median, best = timed(lambda: predict(model, rows), max(o.runs, 5))
        print(json.dumps(dict(base, what="batch", rows=len(rows), rows_per_s=round(len(rows) / median), rows_per_s_best=round(len(rows) / best))))
    ones = [x[i:i + 1] for i in range(min(2000, N))]
    for one in ones:
        predict(model, one)
    seconds = sorted(timed(lambda: predict(model, one), 1)[0] for one in ones)
    print(json.dumps(dict(base, what="single", us_median=seconds[len(seconds) // 2] * 1e6, us_best=seconds[0] * 1e6)))
