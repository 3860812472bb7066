// What differs between two analyses: new, gone and changed pairs, each with both work items as Jira shows them to this
// person right now. A pair of which Jira does not show both is not there and not counted.

import Heading from '@atlaskit/heading';
import Lozenge from '@atlaskit/lozenge';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import Spinner from '@atlaskit/spinner';
import { useEffect, useState } from 'react';
import type { AnalysisComparison, AppFailure, IssueView, RunChanges } from '../../../src/contract';
import { call } from '../../shared/api';
import { FailureMessage } from '../../shared/ui/failure-message';
import { IssueLink } from '../../shared/ui/issue-link';
import { Match } from '../../shared/ui/match';
import { useWords } from '../../shared/ui/words-context';
import { readIssues } from '../../shared/as-viewer';
import styles from './analyses.module.css';

interface Compared {
  readonly comparison: AnalysisComparison;
  readonly issues: ReadonlyMap<number, IssueView>;
}

interface ComparisonViewProps {
  readonly projectId: number;
  readonly beforeId: string;
  readonly afterId: string;
  readonly siteUrl: string;
}

const kinds = ['found', 'gone', 'changed'] as const;
const kindKeys = { found: 'analyses.found', gone: 'analyses.gone', changed: 'analyses.changed' } as const;

export function ComparisonView({ projectId, beforeId, afterId, siteUrl }: ComparisonViewProps) {
  const words = useWords();
  const { compared, failure } = useComparison(projectId, beforeId, afterId);
  if (failure) return <FailureMessage failure={failure} />;
  if (compared === null) {
    return (
      <div role="status">
        <Spinner label={words.say('analyses.comparing')} />
      </div>
    );
  }
  const { comparison, issues } = compared;
  const isSame = kinds.every((kind) => comparison[kind].rows.length === 0);
  return (
    <Stack space="space.200">
      {!comparison.isSameMeasure && (
        <SectionMessage appearance="information">{words.say('analyses.otherMeasure')}</SectionMessage>
      )}
      {comparison.floor > 0 && (
        <Text color="color.text.subtle">
          {words.say('analyses.floor', { percent: words.percent(comparison.floor) })}
        </Text>
      )}
      {isSame && (
        <div role="status">
          <Text>{words.say('analyses.same')}</Text>
        </div>
      )}
      {!isSame &&
        kinds.map((kind) => (
          <Changes
            key={kind}
            name={words.say(kindKeys[kind])}
            changes={comparison[kind]}
            issues={issues}
            siteUrl={siteUrl}
          />
        ))}
    </Stack>
  );
}

interface ChangesProps {
  readonly name: string;
  readonly changes: RunChanges;
  readonly issues: Compared['issues'];
  readonly siteUrl: string;
}

function Changes({ name, changes, issues, siteUrl }: ChangesProps) {
  const words = useWords();
  const rows = changes.rows.flatMap((row) => {
    const [a, b] = [issues.get(row.a), issues.get(row.b)];
    return a === undefined || b === undefined ? [] : [{ ...row, a, b }];
  });
  const title = words.say(changes.hasMore ? 'analyses.changesMore' : 'analyses.changes', { name, count: rows.length });
  return (
    <section aria-label={name}>
      <Heading as="h3" size="small">
        {title}
      </Heading>
      {rows.length === 0 && <Text color="color.text.subtle">{words.say('analyses.noChanges')}</Text>}
      {rows.length > 0 && (
        <ul className={styles.changes}>
          {rows.map(({ a, b, isOfSeries, before, after }) => (
            <li key={`${a.id} ${b.id}`} className={styles.change}>
              <Stack space="space.050" alignInline="start">
                <IssueLink issue={a} siteUrl={siteUrl} />
                {isOfSeries && <Lozenge>{words.say('analyses.ofSeries')}</Lozenge>}
              </Stack>
              <IssueLink issue={b} siteUrl={siteUrl} />
              {[before, after].map((judged, at) => (
                <div key={at === 0 ? 'before' : 'after'}>
                  <Text size="small" color="color.text.subtle">
                    {words.say(at === 0 ? 'analyses.before' : 'analyses.after')}
                  </Text>
                  {judged === null ? <div>–</div> : <Match score={judged.score} tier={judged.tier} />}
                </div>
              ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function useComparison(
  projectId: number,
  beforeId: string,
  afterId: string,
): { readonly compared: Compared | null; readonly failure: AppFailure | null } {
  const question = `${projectId} ${beforeId} ${afterId}`;
  const [answer, setAnswer] = useState<{
    readonly question: string;
    readonly compared: Compared | null;
    readonly failure: AppFailure | null;
  } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void readComparison(projectId, beforeId, afterId).then((read) => {
      if (isCurrent) setAnswer({ question, ...read });
    });
    return () => {
      isCurrent = false;
    };
  }, [question, projectId, beforeId, afterId]);
  return answer?.question === question ? answer : { compared: null, failure: null };
}

async function readComparison(projectId: number, beforeId: string, afterId: string) {
  const compared = await call('analyses.compare', { projectId, beforeId, afterId });
  if (!compared.ok) return { compared: null, failure: compared.failure };
  const rows = kinds.flatMap((kind) => compared.value[kind].rows);
  const issues = await readIssues(rows.flatMap(({ a, b }) => [a, b]));
  if (!issues.ok) return { compared: null, failure: issues.failure };
  return { compared: { comparison: compared.value, issues: issues.value }, failure: null };
}
