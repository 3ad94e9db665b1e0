"""scikit-learn and PyTorch on the workloads, one JSON line per measurement; needs the files that the `export` verb writes.

    peers.py --peer sklearn|torch|torch-lean --work W1 [--opt adam|sgd] [--threads 1] [--mode train|infer] [--runs 3] [--data FOLDER]

torch: autograd and torch.optim, the usual loop. torch-lean: gradients by hand, all parameters in one tensor (dense workloads only).
Debian: python3-sklearn python3-torch libopenblas0-pthread; OPENBLAS_CORETYPE=SkylakeX where OpenBLAS does not know an AVX-512 processor.
"""
import argparse, json, math, os, statistics, sys, tempfile, time, warnings

parser = argparse.ArgumentParser()
parser.add_argument("--peer", required=True); parser.add_argument("--work", default="W1"); parser.add_argument("--opt", default="adam")
parser.add_argument("--threads", type=int, default=1); parser.add_argument("--mode", default="train"); parser.add_argument("--runs", type=int, default=3)
parser.add_argument("--data", default=os.path.join(tempfile.gettempdir(), "mlptrainer-workloads"))
o = parser.parse_args()
wanted = {"OMP_NUM_THREADS": str(o.threads), "OPENBLAS_NUM_THREADS": str(o.threads)}
if any(os.environ.get(k) != v for k, v in wanted.items()):  # must be set before NumPy is loaded
    os.environ.update(wanted)
    os.execv(sys.executable, [sys.executable] + sys.argv)

import numpy as np

N, D, HIDDEN, BATCH, CLASSES, EPOCHS = {
    "W1": (100_000, 30, (100,), 200, 2, 5), "W2": (100_000, 100, (256, 256), 256, 2, 2), "W3": (20_000, 784, (512, 256), 128, 10, 2),
    "W4": (569, 30, (16,), 32, 2, 200), "W5": (50_000, 20_000, (64,), 256, 2, 1)}[o.work]
SPARSE, OUT, ALPHA, RATE = o.work == "W5", 1 if CLASSES == 2 else CLASSES, 1e-4, 1e-3 if o.opt == "adam" else 0.01
y = np.fromfile(f"{o.data}/{o.work}.labels", np.int32).astype(np.int64)
x = np.fromfile(f"{o.data}/{o.work}.features", np.float32).reshape(len(y), -1)
if SPARSE:
    import scipy.sparse
    index = np.fromfile(f"{o.data}/{o.work}.indices", np.int32)
    x = scipy.sparse.csr_matrix((x.ravel(), index, np.arange(0, index.size + 1, 40, dtype=np.int32)), (len(y), D))
xt, yt = (x, y) if o.work == "W4" else (x[N:], y[N:])
x, y = x[:N], y[:N]


def sklearn_peer():
    from sklearn.neural_network import MLPClassifier
    warnings.filterwarnings("ignore")

    def fit(epochs):
        return MLPClassifier(HIDDEN, solver=o.opt, alpha=ALPHA, batch_size=BATCH, learning_rate_init=RATE, momentum=0.9, nesterovs_momentum=False,
                             max_iter=epochs, tol=0, n_iter_no_change=10**9, random_state=0).fit(x, y)
    return fit, lambda model, rows: model.predict_proba(rows)


def probabilities(z):
    z = z.numpy()
    if CLASSES == 2:
        p = 1 / (1 + np.exp(-np.clip(z[:, 0], -80, 80)))
        return np.stack([1 - p, p], 1)
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def torch_peer():
    import torch
    from torch import nn
    torch.set_num_threads(o.threads)
    sizes, Y = [D, *HIDDEN, OUT], torch.from_numpy(y)
    target = Y.float() if CLASSES == 2 else Y
    pair = lambda m: (torch.from_numpy(m.indices.reshape(-1, 40).astype(np.int64)), torch.from_numpy(m.data.reshape(-1, 40)))
    X = pair(x) if SPARSE else torch.from_numpy(x)

    class Bag(nn.Module):  # a sparse row is a bag of weighted embeddings
        def __init__(self, a, b):
            super().__init__()
            self.table, self.bias = nn.EmbeddingBag(a, b, mode="sum"), nn.Parameter(torch.zeros(b))

        def forward(self, rows):
            return self.table(rows[0], per_sample_weights=rows[1]) + self.bias

    def fit(epochs):
        torch.manual_seed(0)
        layers = []
        for i, (a, b) in enumerate(zip(sizes, sizes[1:])):
            layer = Bag(a, b) if SPARSE and i == 0 else nn.Linear(a, b)
            for p in layer.parameters():
                nn.init.uniform_(p, -math.sqrt(6 / (a + b)), math.sqrt(6 / (a + b)))
            layers += [layer, nn.ReLU()]
        model = nn.Sequential(*layers[:-1])
        groups = [{"params": [p for p in model.parameters() if p.dim() > 1], "weight_decay": ALPHA / BATCH}, {"params": [p for p in model.parameters() if p.dim() == 1]}]
        foreach = o.work in ("W2", "W3")  # the faster of the two there
        optimizer = torch.optim.Adam(groups, lr=RATE, foreach=foreach) if o.opt == "adam" else torch.optim.SGD(groups, lr=RATE, momentum=0.9, foreach=foreach)
        cost = nn.functional.binary_cross_entropy_with_logits if CLASSES == 2 else nn.functional.cross_entropy
        for _ in range(epochs):
            order = torch.randperm(N)
            for start in range(0, N, BATCH):
                rows = order[start:start + BATCH]
                z = model((X[0][rows], X[1][rows]) if SPARSE else X[rows])
                optimizer.zero_grad(set_to_none=True)
                cost(z[:, 0] if CLASSES == 2 else z, target[rows]).backward()
                optimizer.step()
        return model

    def predict(model, rows):
        with torch.inference_mode():
            return probabilities(model(pair(rows)) if SPARSE else torch.cat([model(part) for part in torch.from_numpy(rows).split(1024)]))
    return fit, predict


def lean_peer():
    if SPARSE:
        raise SystemExit(0)  # prints nothing: not comparable
    import torch
    torch.set_num_threads(o.threads)
    sizes = [D, *HIDDEN, OUT]
    X, Y = torch.from_numpy(x), torch.from_numpy(y)
    target = Y.view(-1, 1).float() if CLASSES == 2 else torch.nn.functional.one_hot(Y, CLASSES).float()
    weights = sum(a * b for a, b in zip(sizes, sizes[1:]))

    def views(flat):
        W, b, at = [], [], 0
        for i, j in zip(sizes, sizes[1:]):
            W.append(flat[at:at + i * j].view(i, j)); at += i * j
        for j in sizes[1:]:
            b.append(flat[at:at + j]); at += j
        return W, b

    def forward(model, a):
        activations = [a]
        for k, (w, b) in enumerate(zip(*model)):
            a = torch.addmm(b, a, w)
            activations.append(a.relu_() if k < len(sizes) - 2 else a)
        return activations

    @torch.no_grad()
    def fit(epochs):
        torch.manual_seed(0)
        p, g, m, v = (torch.zeros(weights + sum(sizes[1:])) for _ in range(4))
        (W, b), (gW, gb), t = views(p), views(g), 0
        for w, c in zip(W, b):
            r = math.sqrt(6 / sum(w.shape)); w.uniform_(-r, r); c.uniform_(-r, r)
        for _ in range(epochs):
            order = torch.randperm(N)
            for start in range(0, N, BATCH):
                rows = order[start:start + BATCH]
                a = forward((W, b), X[rows])
                d = (torch.sigmoid(a[-1]) if CLASSES == 2 else torch.softmax(a[-1], 1)).sub_(target[rows]).div_(len(rows))
                for k in reversed(range(len(W))):
                    torch.mm(a[k].t(), d, out=gW[k]); torch.sum(d, 0, out=gb[k])
                    if k:
                        d = torch.mm(d, W[k].t()).mul_(a[k] > 0)
                g[:weights].add_(p[:weights], alpha=ALPHA / len(rows))
                if o.opt == "adam":
                    t += 1
                    m.lerp_(g, 0.1); v.mul_(0.999).addcmul_(g, g, value=0.001)
                    p.addcdiv_(m, v.sqrt().div_(math.sqrt(1 - 0.999 ** t)).add_(1e-8), value=-RATE / (1 - 0.9 ** t))
                else:
                    m.mul_(0.9).add_(g); p.add_(m, alpha=-RATE)
        return W, b

    def predict(model, rows):
        with torch.inference_mode():
            return probabilities(torch.cat([forward(model, part)[-1] for part in torch.from_numpy(rows).split(1024)]))
    return fit, predict


def timed(action, runs):
    seconds = []
    for _ in range(runs):
        start = time.perf_counter(); action(); seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), min(seconds)


fit, predict = {"sklearn": sklearn_peer, "torch": torch_peer, "torch-lean": lean_peer}[o.peer]()
base = dict(bench=o.mode, peer=o.peer, work=o.work, opt=o.opt, threads=o.threads)
model = fit(1)
if o.mode == "train":
    box = []
    median, best = timed(lambda: box.append(fit(EPOCHS)), o.runs)
    p = np.clip(predict(box[-1], xt), 1e-7, 1)
    print(json.dumps(dict(base, rows_per_s=round(N * EPOCHS / median), rows_per_s_best=round(N * EPOCHS / best), acc=float((p.argmax(1) == yt).mean()),
                          logloss=float(-np.log(p[np.arange(len(yt)), yt]).mean()), runs=o.runs)))
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
