// I2 for what people read as figures: the dashboard's counters are those of a recount. The recount goes through the lines
// of the history, one after the other, and never through the records that the dashboard itself counts.

import type { DashboardFigures } from '../../../src/contract';
import type { Run } from '../simulate';
import { recordsOf } from '../stored';

interface Line {
  readonly a: number;
  readonly b: number;
  readonly version: number;
  readonly event: string;
  readonly after: string | null;
}

/** I2 */
export function countsRight({ figures, dump, stage }: Run): string[] {
  return figures.flatMap(({ projectId, shown }) => {
    const wanted = recount(dump, (id) => stage.site.state.issues.get(id)?.projectId ?? null, projectId);
    return (['confirmed', 'rejected'] as const)
      .filter((name) => shown[name] !== wanted[name])
      .map((name) => `the dashboard says ${shown[name]} ${name} and the history ${wanted[name]}`);
  });
}

function recount(
  dump: Run['dump'],
  projectOf: (issueId: number) => number | null,
  projectId: number,
): Pick<DashboardFigures, 'confirmed' | 'rejected'> {
  const last = new Map<string, Line>();
  for (const line of linesOf(dump)) {
    const known = last.get(`${line.a} ${line.b}`);
    if (known === undefined || known.version < line.version) last.set(`${line.a} ${line.b}`, line);
  }
  const answers = [...last.values()].flatMap(({ a, b, event, after }) => {
    const projects = [projectOf(a), projectOf(b)];
    const isShown = !projects.includes(null) && projects.includes(projectId);
    return isShown && event !== 'asked-again' && after !== null ? [after] : [];
  });
  const confirmed = answers.filter((verdict) => verdict === 'duplicate').length;
  return { confirmed, rejected: answers.length - confirmed };
}

function linesOf(dump: Run['dump']): Line[] {
  return recordsOf(dump, 'reviews:').flatMap(({ value }) => (value as { readonly lines: readonly Line[] }).lines);
}
