// All measurements on one set of issues. Rounds are interleaved, ours and theirs in turn, because a machine gets
// slower and faster over minutes; what counts is the median.

import { join } from 'node:path';
import type { OursFigures, OursTask } from './cells';
import { peerNames, type PeerName } from './peers-cells';
import { median, runAnchor, runCell, workFolder, type AnchorKind } from './run-cell';
import { limitRow, ratioRow, type PeerTime, type Row } from './table';

export interface Corpus {
  readonly name: string;
  readonly file: string;
  readonly size: '5k' | '20k' | '100k' | '250k';
  /** Compared only with what npm installs: continuous integration has no Python. */
  readonly withAnchors: boolean;
  /** Asked about a few issues, the time for all extrapolated. */
  readonly peers: readonly PeerName[];
}

export interface Plan {
  readonly rounds: number;
  /** 1, or less where a shared machine must not fail the build for being slow. */
  readonly strictness: number;
  readonly peerQueries: number;
  readonly log: (line: string) => void;
}

const threshold = 0.5;
const runs = {
  pairs: { words: 'product', top: 0, path: 'wasm' },
  plainPairs: { words: 'plain', top: 0, path: 'wasm' },
  plainTop: { words: 'plain', top: 10, path: 'wasm' },
  jsPairs: { words: 'product', top: 0, path: 'js' },
} as const satisfies Record<string, Pick<OursTask, 'words' | 'top' | 'path'>>;
type RunName = keyof typeof runs;
const runNames = Object.keys(runs) as RunName[];
const anchors: readonly AnchorKind[] = ['text-scipy', 'vectors-scipy', 'text-topn', 'vectors-topn', 'command'];

interface Measured {
  readonly ours: Readonly<Record<RunName, OursFigures>>;
  readonly theirs: Readonly<Partial<Record<AnchorKind, PeerTime>>>;
  readonly peers: Readonly<Partial<Record<PeerName, number>>>;
  readonly storage: StorageFigures;
  readonly analysis: { readonly ms: number; readonly peakRssMb: number };
}

interface StorageFigures {
  readonly values: number;
  readonly textBytes: number;
  readonly encodeMs: number;
  readonly loadMs: number;
  readonly queryP50Ms: number;
  readonly queryP99Ms: number;
  readonly typedP99Ms: number;
  readonly appendMs: number;
}

export function measureCorpus(corpus: Corpus, plan: Plan): Row[] {
  return rowsOf(corpus, measure(corpus, plan), plan.strictness);
}

function measure({ name, file, withAnchors, peers: asked }: Corpus, { rounds, peerQueries, log }: Plan): Measured {
  const vectorsTo = join(workFolder, 'vectors');
  const ours = new Map<RunName, OursFigures[]>();
  const theirs = new Map<AnchorKind, (number | 'failed')[]>();
  const storage: StorageFigures[] = [];
  const analysis: { ms: number; peakRssMb: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    log(`${name}: round ${round + 1} of ${rounds}`);
    for (const run of runNames) {
      const target = run === 'pairs' && withAnchors ? { vectorsTo } : {};
      add(ours, run, runCell<OursFigures>({ cell: 'ours', file, threshold, ...runs[run], ...target }));
    }
    if (withAnchors) {
      for (const kind of anchors) {
        const figures = runAnchor(kind, kind.startsWith('text-') ? file : vectorsTo, threshold);
        if (figures !== null) add(theirs, kind, figures === 'failed' ? figures : figures.vectorMs + figures.joinMs);
      }
    }
    analysis.push(runCell({ cell: 'analysis', file }));
    storage.push(runCell({ cell: 'storage', file }));
  }
  const peers: Partial<Record<PeerName, number>> = {};
  for (const peer of asked) {
    log(`${name}: ${peer}`);
    peers[peer] = runCell<{ estimatedMs: number }>({ cell: 'peer', file, peer, queries: peerQueries }).estimatedMs;
  }
  return {
    ours: Object.fromEntries(runNames.map((run) => [run, medians(ours.get(run)!)])) as Measured['ours'],
    theirs: Object.fromEntries([...theirs].map(([kind, times]) => [kind, medianTime(times)])),
    peers,
    storage: medians(storage),
    analysis: medians(analysis),
  };
}

function rowsOf(
  { name, size }: Corpus,
  { ours, theirs, peers, storage, analysis }: Measured,
  strictness: number,
): Row[] {
  const whole = (figures: { tokenizeMs: number; joinMs: number }) => figures.tokenizeMs + figures.joinMs;
  const anchor = (kind: AnchorKind): PeerTime => theirs[kind] ?? null;
  const least = (target: number) => Number((target * strictness).toFixed(2));
  const at = (targets: Partial<Record<Corpus['size'], number>>) => {
    const target = targets[size];
    return target === undefined ? null : least(target);
  };
  const most = (targets: Partial<Record<Corpus['size'], number>>, slack = 1) => {
    const target = targets[size];
    return target === undefined ? null : target * slack;
  };
  const slower = 1 / strictness;
  const rows = [
    limitRow(name, 'text → vectors', ours.pairs.tokenizeMs, 'ms', null),
    limitRow(name, 'text → vectors, plain words', ours.plainPairs.tokenizeMs, 'ms', null),
    limitRow(name, 'vectors → pairs ≥ 0.5', ours.pairs.joinMs, 'ms', null),
    limitRow(name, 'vectors → pairs ≥ 0.5, JavaScript', ours.jsPairs.joinMs, 'ms', null),
    limitRow(name, 'pairs found', ours.pairs.pairs, '', null),
    ratioRow(
      name,
      'text → pairs',
      whole(ours.pairs),
      'scikit-learn + scipy',
      anchor('text-scipy'),
      at({ '5k': 2.5, '20k': 8, '100k': 20 }),
    ),
    ratioRow(
      name,
      'text → pairs, plain words',
      whole(ours.plainPairs),
      'scikit-learn + scipy',
      anchor('text-scipy'),
      at({ '5k': 2.5, '20k': 8, '100k': 20 }),
    ),
    ratioRow(
      name,
      'text → top 10 and pairs, plain words',
      whole(ours.plainTop),
      'scikit-learn + sparse_dot_topn',
      anchor('text-topn'),
      at({ '20k': 4 }),
    ),
    ratioRow(name, 'equal vectors → pairs', ours.pairs.joinMs, 'scipy', anchor('vectors-scipy'), at({ '20k': 15 })),
    ratioRow(
      name,
      'equal vectors → pairs, JavaScript',
      ours.jsPairs.joinMs,
      'scipy',
      anchor('vectors-scipy'),
      at({ '20k': 5 }),
    ),
    ratioRow(
      name,
      'equal vectors → pairs',
      ours.pairs.joinMs,
      'sparse_dot_topn',
      anchor('vectors-topn'),
      at({ '20k': 8 }),
    ),
    ratioRow(name, 'equal vectors → pairs', ours.pairs.joinMs, 'pL2AP', anchor('command'), at({ '20k': 1 })),
    ratioRow(
      name,
      'whole analysis, at most 3 × plain pairs',
      analysis.ms,
      'plain words',
      whole(ours.plainPairs),
      at({ '20k': 0.33 }),
    ),
    ...peerNames.flatMap((peer) => {
      const estimated = peers[peer];
      if (estimated === undefined) return [];
      const target = peer === 'minisearch' ? least(500) : peer === 'naive double loop' ? least(100) : null;
      return [ratioRow(name, 'text → pairs, plain words', whole(ours.plainPairs), peer, estimated, target, true)];
    }),
    limitRow(
      name,
      'peak memory, text → pairs',
      ours.pairs.peakRssMb,
      'MB',
      most({ '5k': 110, '20k': 180, '100k': 350 }),
    ),
    limitRow(name, 'peak memory, whole analysis', analysis.peakRssMb, 'MB', null),
    limitRow(name, 'stored index', storage.values, 'values', most({ '20k': 16 })),
    limitRow(name, 'stored index, as text', storage.textBytes / 1e6, 'MB', most({ '20k': 3 })),
    limitRow(name, 'encode', storage.encodeMs, 'ms', null),
    limitRow(
      name,
      'load, at most ¼ of text → pairs',
      storage.loadMs,
      'ms',
      most({ '20k': whole(ours.pairs) / 4 }, slower),
    ),
    limitRow(name, 'question, p50', storage.queryP50Ms, 'ms', null),
    limitRow(name, 'question, p99', storage.queryP99Ms, 'ms', most({ '20k': 5, '100k': 15 }, slower)),
    limitRow(name, 'question while typing, p99', storage.typedP99Ms, 'ms', most({ '20k': 5, '100k': 15 }, slower)),
    limitRow(
      name,
      'one changed issue, at most 1/50 of text → pairs',
      storage.appendMs,
      'ms',
      most({ '20k': whole(ours.pairs) / 50 }, slower),
    ),
  ];
  return rows;
}

/** Five thousand tickets of one template among twenty thousand: at most twice the time and 50 MB more. */
export function templateRows(normal: Corpus, templated: Corpus, { rounds, strictness, log }: Plan): Row[] {
  const figures = [normal, templated].map(({ name, file }) => {
    log(`${name}: top 10`);
    return medians(
      Array.from({ length: rounds }, () =>
        runCell<OursFigures>({ cell: 'ours', file, threshold, words: 'product', top: 10, path: 'wasm' }),
      ),
    );
  });
  const [plain, alert] = [figures[0]!, figures[1]!];
  return [
    limitRow(templated.name, 'pairs found', alert.pairs, '', null),
    limitRow(
      templated.name,
      'top 10 and pairs, at most 2 × the normal',
      alert.joinMs,
      'ms',
      (plain.joinMs * 2) / strictness,
    ),
    limitRow(templated.name, 'memory beyond the normal', alert.peakRssMb - plain.peakRssMb, 'MB', 50),
  ];
}

export function exactnessRows(corpus: Corpus, { log }: Plan): Row[] {
  log(`${corpus.name}: exactness`);
  const figures = runCell<{ issues: number; missing: number; extra: number; wrongNeighbours: number }>({
    cell: 'exactness',
    file: corpus.file,
    issues: 2000,
    threshold,
  });
  const name = `${corpus.name}, first ${figures.issues}`;
  return [
    limitRow(name, 'pairs missing against a 64-bit double loop', figures.missing, '', 0),
    limitRow(name, 'pairs too many', figures.extra, '', 0),
    limitRow(name, 'wrong neighbours', figures.wrongNeighbours, '', 0),
  ];
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}

/** A program that crashed in one round is not compared. */
function medianTime(times: readonly (number | 'failed')[]): PeerTime {
  const numbers = times.filter((time) => time !== 'failed');
  return numbers.length < times.length ? 'failed' : median(numbers);
}

/** The median of each figure on its own. */
function medians<Figures extends object>(list: readonly Figures[]): Figures {
  const names = Object.keys(list[0]!) as (keyof Figures)[];
  return Object.fromEntries(
    names.map((name) => [name, median(list.map((figures) => Number(figures[name])))]),
  ) as Figures;
}
