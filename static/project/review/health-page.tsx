// What is wrong with the Duplicate links of a space, and how each finding would be repaired. Nothing is repaired without a
// look at the exact links; where only a person can tell what is right, that is said.

import Button from '@atlaskit/button/default/button';
import Checkbox from '@atlaskit/checkbox';
import EmptyState from '@atlaskit/empty-state';
import { ModalTransition } from '@atlaskit/modal-dialog';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import { router } from '@forge/bridge';
import { useCallback, useEffect, useState } from 'react';
import type { AnswerOf, AppFailure, GraphFinding, GraphProblem, IssueName } from '../../../src/contract';
import { call } from '../../shared/api';
import type { TextKey } from '../../shared/text';
import { FailureMessage } from '../../shared/ui/failure-message';
import { Loading } from '../../shared/ui/loading';
import { Page } from '../../shared/ui/page';
import { PageHead } from '../../shared/ui/page-head';
import { useWords } from '../../shared/ui/words-context';
import { RepairDialog, repairSentences } from './repair-dialog';
import { RepairList } from './repair-list';
import styles from './review.module.css';
import type { Surroundings } from './surroundings';

type Health = AnswerOf<'review.graphHealth'>;

export function HealthPage({ projectId, siteUrl, accountId }: Surroundings) {
  const words = useWords();
  const [health, setHealth] = useState<Health | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isRepairing, setIsRepairing] = useState(false);
  const [writes, setWrites] = useState(0);
  const load = useCallback(() => {
    void call('review.graphHealth', { projectId }).then((result) => {
      setFailure(result.ok ? null : result.failure);
      if (result.ok) setHealth(result.value);
    });
  }, [projectId]);
  useEffect(load, [load]);

  const problems = health?.problems ?? [];
  const repairable = problems.filter(({ repair }) => repair !== null);
  const inHand = repairable.filter(({ problemId }) => chosen.has(problemId));
  return (
    <Page>
      <Stack space="space.300">
        <PageHead title={words.say('health.title')} intro={words.say('health.intro')} />
        {failure && <FailureMessage failure={failure} onRetry={load} />}
        {health === null && !failure && <Loading label="health.loading" shape="rows" />}
        {health?.isPartial && <SectionMessage appearance="warning">{words.say('health.partial')}</SectionMessage>}
        {health !== null && problems.length === 0 && (
          <EmptyState headingLevel={2} header={words.say('health.noneTitle')} description={words.say('health.none')} />
        )}
        {repairable.length > 0 && (
          <div className={styles.selection}>
            <Button onClick={() => setChosen(new Set(repairable.map(({ problemId }) => problemId)))}>
              {words.say('health.selectAll')}
            </Button>
            {inHand.length > 0 && (
              <Button appearance="primary" onClick={() => setIsRepairing(true)}>
                {words.say('health.repair', { count: inHand.length })}
              </Button>
            )}
          </div>
        )}
        {problems.length > 0 && (
          <ul className={styles.steps}>
            {problems.map((problem) => (
              <ProblemLine
                key={problem.problemId}
                problem={problem}
                siteUrl={siteUrl}
                isChosen={chosen.has(problem.problemId)}
                onChoose={() => setChosen((before) => toggled(before, problem.problemId))}
              />
            ))}
          </ul>
        )}
        <RepairList key={writes} projectId={projectId} accountId={accountId} onUndone={load} />
      </Stack>
      <ModalTransition>
        {isRepairing && (
          <RepairDialog
            projectId={projectId}
            problems={inHand}
            onClose={(hasWritten) => {
              setIsRepairing(false);
              if (!hasWritten) return;
              setWrites((before) => before + 1);
              setChosen(new Set());
              load();
            }}
          />
        )}
      </ModalTransition>
    </Page>
  );
}

const findingKeys: Readonly<Record<GraphFinding, TextKey>> = {
  cycle: 'health.cycle',
  chain: 'health.chain',
  'both-ways': 'health.bothWays',
  'closed-canonical': 'health.closedCanonical',
  'open-duplicate': 'health.openDuplicate',
  'resolved-without-link': 'health.withoutLink',
};

interface ProblemLineProps {
  readonly problem: GraphProblem;
  readonly siteUrl: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function ProblemLine({ problem, siteUrl, isChosen, onChoose }: ProblemLineProps) {
  const words = useWords();
  const finding = words.say(findingKeys[problem.finding]);
  return (
    <li className={styles.problem}>
      <div>
        {problem.repair !== null && (
          <Checkbox
            isChecked={isChosen}
            onChange={onChoose}
            aria-label={words.say('health.select', { what: problem.issues.map(({ key }) => key).join(', ') })}
          />
        )}
      </div>
      <Stack space="space.050">
        <Text weight="medium">{finding}</Text>
        {problem.issues.map((issue) => (
          <Named key={issue.id} issue={issue} siteUrl={siteUrl} />
        ))}
        <span className={styles.reasons}>
          {problem.repair === null ? words.say('health.byHand') : repairSentences(problem, words).join(' ')}
        </span>
      </Stack>
    </li>
  );
}

function Named({ issue: { key, summary }, siteUrl }: { readonly issue: IssueName; readonly siteUrl: string }) {
  const path = `/browse/${key}`;
  return (
    <span className={styles.named}>
      <a
        href={siteUrl + path}
        onClick={(event) => {
          event.preventDefault();
          void router.navigate(path);
        }}
      >
        {key}
      </a>{' '}
      {summary}
    </span>
  );
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(id)) after.add(id);
  return after;
}
