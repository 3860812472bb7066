// What each key of the store holds, for how long, and whether it names people: what the page "What is stored" shows. As
// a table over the keys themselves, so that a new key without its line here does not compile.

import type { StoredKind } from '../contract';
import type { guardedKeys, secretKeys, TextKind, ValueKind } from './keys';

type Line = Omit<StoredKind, 'key'>;
type Key = keyof typeof guardedKeys | keyof typeof secretKeys | ValueKind | TextKind | 'history' | 'auditLines' | 'run';

const line = (holds: Line['holds'], kept: Line['kept'], isPersonal = false): Line => ({ holds, kept, isPersonal });
const settings = line('settings', 'until-changed');
const results = line('results', 'until-replaced');
const work = line('progress', 'until-replaced');

const inventory: Readonly<Record<Key, Line>> = {
  // Who started an analysis.
  directory: line('progress', 'retention', true),
  settings,
  space: settings,
  spaces: work,
  roleRules: settings,
  teams: settings,
  points: work,
  changes: results,
  pacing: work,
  scan: line('progress', 'retention'),
  coverage: results,
  reviews: line('decisions', 'installed', true),
  history: line('decisions', 'retention', true),
  rejectedMarks: line('decisions', 'installed'),
  chosenCanonicals: line('decisions', 'installed'),
  action: line('actions', 'undo', true),
  bulk: line('actions', 'until-replaced', true),
  bulks: line('actions', 'until-replaced', true),
  repair: line('actions', 'undo', true),
  repairs: line('actions', 'until-replaced'),
  mapping: settings,
  inbox: line('preferences', 'until-changed', true),
  timetable: settings,
  digests: settings,
  // Hashes of account ids, others for every run.
  mailing: work,
  scopes: settings,
  reportTemplates: settings,
  exportHistory: line('audit', 'until-replaced', true),
  thresholdChanges: line('audit', 'until-replaced', true),
  retention: settings,
  chores: work,
  timings: work,
  explanations: work,
  audit: line('audit', 'retention'),
  auditLines: line('audit', 'retention'),
  auditPeople: line('audit', 'installed', true),
  person: line('preferences', 'until-changed', true),
  people: line('preferences', 'until-changed', true),
  backtest: results,
  externals: line('texts', 'until-changed'),
  external: line('texts', 'until-changed'),
  dismissed: line('decisions', 'installed'),
  externalMatches: results,
  block: results,
  lists: results,
  pairs: results,
  projects: results,
  series: results,
  'series-projects': results,
  statistics: results,
  lookup: results,
  crowds: results,
  run: line('results', 'retention'),
  salt: line('secrets', 'installed'),
  plans: line('secrets', 'installed'),
};

export function storedKinds(): StoredKind[] {
  return Object.entries(inventory).map(([key, held]) => ({ key, ...held }));
}
