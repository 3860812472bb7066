// Thirty waiting pairs of one band, drawn by chance and judged here. Reviewers take the surest first, so only such a draw
// tells how right a band is as a whole. An answer here is an answer like every other.

import Button from '@atlaskit/button/default/button';
import { Label } from '@atlaskit/form';
import { Inline, Text } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { AppFailure, IssueView, SampledPair, Verdict } from '../../../src/contract';
import { call } from '../../shared/api';
import type { TextKey } from '../../shared/text';
import { FailureMessage } from '../../shared/ui/failure-message';
import { IssueLink } from '../../shared/ui/issue-link';
import { Select } from '../../shared/ui/select';
import { useWords } from '../../shared/ui/words-context';
import { readIssues } from '../../shared/as-viewer';
import styles from './insights.module.css';

const verdictKeys: Readonly<Record<Verdict, TextKey>> = {
  duplicate: 'report.duplicate',
  related: 'report.related',
  'not-duplicate': 'report.notDuplicate',
};
const verdicts = Object.keys(verdictKeys) as readonly Verdict[];
const bands = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

interface Drawn {
  readonly pair: SampledPair;
  readonly a: IssueView;
  readonly b: IssueView;
}

interface SampleSectionProps {
  readonly projectId: number;
  readonly siteUrl: string;
  readonly onJudged: () => void;
}

export function SampleSection({ projectId, siteUrl, onJudged }: SampleSectionProps) {
  const words = useWords();
  const [from, setFrom] = useState(0.5);
  const [drawn, setDrawn] = useState<readonly Drawn[] | null>(null);
  const [answers, setAnswers] = useState<ReadonlyMap<SampledPair, Verdict>>(new Map());
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const draw = async () => {
    const sample = await call('insights.sample', { projectId, from });
    if (!sample.ok) return setFailure(sample.failure);
    const issues = await readIssues(sample.value.pairs.flatMap(({ a, b }) => [a, b]));
    if (!issues.ok) return setFailure(issues.failure);
    setFailure(null);
    setAnswers(new Map());
    setDrawn(
      sample.value.pairs.flatMap((pair) => {
        const [a, b] = [issues.value.get(pair.a), issues.value.get(pair.b)];
        return a === undefined || b === undefined ? [] : [{ pair, a, b }];
      }),
    );
  };
  const judge = async (pair: SampledPair, verdict: Verdict) => {
    const { a, b, version } = pair;
    const result = await call('review.decide', { a, b, verdict, snoozeDays: null, expectedVersion: version });
    if (!result.ok) return setFailure(result.failure);
    if (result.value.outcome === 'conflict') return setFailure({ code: 'CONFLICT', message: '' });
    setFailure(null);
    setAnswers((before) => new Map([...before, [pair, verdict]]));
    onJudged();
  };
  const options = bands.map((value) => ({
    value,
    label: `${words.percent(value)}–${words.percent(Math.round(value * 10 + 1) / 10)}`,
  }));
  return (
    <details>
      <summary>{words.say('sample.title')}</summary>
      <Text color="color.text.subtle">{words.say('sample.intro')}</Text>
      <div className={styles.controls}>
        <div className={styles.control}>
          <Label htmlFor="sample-band">{words.say('precision.band')}</Label>
          <Select
            inputId="sample-band"
            isSearchable={false}
            options={options}
            value={options.find((option) => option.value === from) ?? null}
            onChange={(option) => option && setFrom(option.value)}
          />
        </div>
        <Button onClick={() => void draw()}>{words.say('sample.draw')}</Button>
      </div>
      {failure && <FailureMessage failure={failure} />}
      <div role="status">
        {drawn !== null && <Text>{words.say('sample.drawn', { count: drawn.length, judged: answers.size })}</Text>}
      </div>
      <ul className={styles.list}>
        {(drawn ?? []).map(({ pair, a, b }) => {
          const answer = answers.get(pair);
          return (
            <li key={`${pair.a}-${pair.b}`} className={styles.missed}>
              <IssueLink issue={a} siteUrl={siteUrl} />
              <IssueLink issue={b} siteUrl={siteUrl} />
              {answer === undefined ? (
                <Inline space="space.050" shouldWrap>
                  {verdicts.map((verdict) => (
                    <Button
                      key={verdict}
                      spacing="compact"
                      aria-label={words.say('sample.answerOf', {
                        answer: words.say(verdictKeys[verdict]),
                        a: a.key,
                        b: b.key,
                      })}
                      onClick={() => void judge(pair, verdict)}
                    >
                      {words.say(verdictKeys[verdict])}
                    </Button>
                  ))}
                </Inline>
              ) : (
                <Text>{words.say(verdictKeys[answer])}</Text>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
