"""The programs of other languages that the engine is compared with, when this machine has them.

Called by `npm run bench`, one measurement per process; prints one line of JSON. Time is CPU time of one thread.
Exit code 3 says that a package is missing here; any other but 0 is a crash.
"""

import json
import os
import resource
import subprocess
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

ABSENT = 3

try:
    import numpy as np  # noqa: E402  (the thread counts have to be set before)
    import scipy.sparse as sparse  # noqa: E402
except ModuleNotFoundError:
    sys.exit(ABSENT)

BLOCK_ROWS = 1000
NEIGHBOURS = 10


def texts_of(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            try:
                issue = json.loads(line)
            except ValueError:
                continue
            if isinstance(issue, dict) and isinstance(issue.get("summary"), str):
                yield issue["summary"] + "\n" + (issue.get("description") or "")


def vectors_of(path):
    with open(path + ".json", encoding="utf-8") as description:
        shape = json.load(description)
    starts = np.fromfile(path + ".starts", dtype=np.uint32).astype(np.int32)
    columns = np.fromfile(path + ".columns", dtype=np.uint32).astype(np.int32)
    weights = np.fromfile(path + ".weights", dtype=np.float32)
    return sparse.csr_matrix((weights, columns, starts), shape=(shape["rowCount"], shape["columnCount"]))


def scipy_pairs(matrix, threshold):
    """Sparse product by blocks of rows, then the threshold: the usual advice."""
    transposed = matrix.T.tocsr()
    pairs = 0
    for first in range(0, matrix.shape[0], BLOCK_ROWS):
        product = (matrix[first : first + BLOCK_ROWS] @ transposed).tocoo()
        pairs += int(np.count_nonzero((product.data >= threshold) & (product.col > product.row + first)))
    return pairs


def topn_pairs(matrix, threshold, top):
    import sparse_dot_topn

    product = sparse_dot_topn.sp_matmul_topn(matrix, matrix.T.tocsr(), top_n=top, threshold=threshold, n_threads=1)
    return int(product.nnz)


def command_pairs(path, threshold):
    """A program that takes a file of rows (CLUTO format) and a threshold, such as a build of pL2AP behind a script."""
    matrix = vectors_of(path)
    rows = path + ".clu"
    with open(rows, "w", encoding="ascii") as out:
        out.write(f"{matrix.shape[0]} {matrix.shape[1]} {matrix.nnz}\n")
        for row in range(matrix.shape[0]):
            span = slice(matrix.indptr[row], matrix.indptr[row + 1])
            out.write(" ".join(f"{c + 1} {w:.9g}" for c, w in zip(matrix.indices[span], matrix.data[span])) + "\n")
    subprocess.run([os.environ["BENCH_PL2AP"], rows, str(threshold)], check=True, stdout=subprocess.DEVNULL)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"vectorMs": 0.0, "joinMs": (used.ru_utime + used.ru_stime) * 1000}


def main(kind, path, threshold):
    if kind == "command":
        return command_pairs(path, threshold)
    if kind.endswith("topn"):
        import sparse_dot_topn  # noqa: F401  (before the long part, to say at once when it is missing)
    figures = {"vectorMs": 0.0}
    if kind.startswith("text-"):
        from sklearn.feature_extraction.text import TfidfVectorizer

        texts = list(texts_of(path))
        started = time.process_time()
        matrix = TfidfVectorizer(dtype=np.float32).fit_transform(texts)
        figures["vectorMs"] = (time.process_time() - started) * 1000
    else:
        matrix = vectors_of(path)
    started = time.process_time()
    if kind.endswith("scipy"):
        figures["pairs"] = scipy_pairs(matrix, threshold)
    elif kind == "text-topn":
        figures["pairs"] = topn_pairs(matrix, 0.0, NEIGHBOURS + 1)
    else:
        figures["pairs"] = topn_pairs(matrix, threshold, 100)
    figures["joinMs"] = (time.process_time() - started) * 1000
    figures["peakRssMb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    return figures


try:
    print(json.dumps(main(sys.argv[1], sys.argv[2], float(sys.argv[3]))))
except ModuleNotFoundError:
    sys.exit(ABSENT)
