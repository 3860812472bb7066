// How often suggestions were right, by how well they match; which threshold that advises, what another one would change,
// and, for administrators, putting it in force. While there are too few decisions it says so and advises nothing.

import Button from '@atlaskit/button/default/button';
import { Label } from '@atlaskit/form';
import Heading from '@atlaskit/heading';
import { Text } from '@atlaskit/primitives/compiled';
import { useMemo, useState } from 'react';
import type { AppFailure, PrecisionView } from '../../../src/contract';
import { call } from '../../shared/api';
import type { Words } from '../../shared/text';
import { FailureMessage } from '../../shared/ui/failure-message';
import { Select } from '../../shared/ui/select';
import { useWords } from '../../shared/ui/words-context';
import { personName } from '../review/review-words';
import type { Surroundings } from '../review/surroundings';
import { usePeople } from '../review/use-people';
import { BarChartFigure } from './bar-chart';
import type { BarChart } from './draw-chart';
import styles from './insights.module.css';
import { SampleSection } from './sample-section';
import { SimulateThreshold } from './simulate-threshold';
import { useAnswer } from '../../shared/use-answer';

const targets = [0.7, 0.8, 0.9, 0.95];

export function PrecisionSection({ projectId, accountId, siteUrl }: Surroundings) {
  const words = useWords();
  const [targetPrecision, setTarget] = useState(0.8);
  const { value, failure, reload } = useAnswer('insights.precision', { projectId, targetPrecision });
  const [notApplied, setNotApplied] = useState<AppFailure | null>(null);
  const names = usePeople((value?.changes ?? []).map(({ byAccountId }) => byAccountId));
  const apply = async (threshold: number, expectedThreshold: number) => {
    const result = await call('insights.applyThreshold', { threshold, expectedThreshold });
    setNotApplied(result.ok ? null : result.failure);
    reload();
  };
  const options = targets.map((target) => ({ value: target, label: words.percent(target) }));
  return (
    <section className={styles.section} aria-label={words.say('precision.title')}>
      <Heading as="h2" size="medium">
        {words.say('precision.title')}
      </Heading>
      <Text color="color.text.subtle">{words.say('precision.intro')}</Text>
      {failure && <FailureMessage failure={failure} onRetry={reload} />}
      {value && <BandChart view={value} />}
      <div className={styles.controls}>
        <div className={styles.control}>
          <Label htmlFor="target-precision">{words.say('precision.target')}</Label>
          <Select
            inputId="target-precision"
            isSearchable={false}
            options={options}
            value={options.find((option) => option.value === targetPrecision) ?? null}
            onChange={(option) => option && setTarget(option.value)}
          />
        </div>
      </div>
      {value && <div role="status">{adviceSentence(value, words)}</div>}
      {value !== null && value.leftOut > 0 && <Text>{words.say('precision.leftOut', { count: value.leftOut })}</Text>}
      {notApplied && <FailureMessage failure={notApplied} />}
      {value?.advice.state === 'recommended' && value.canApply && value.advice.threshold !== value.siteThreshold && (
        <div>
          <Button
            onClick={() =>
              value.advice.state === 'recommended' && void apply(value.advice.threshold, value.siteThreshold)
            }
          >
            {words.say('precision.apply', { percent: words.percent(value.advice.threshold) })}
          </Button>
        </div>
      )}
      {value && (
        <SimulateThreshold
          projectId={projectId}
          siteThreshold={value.siteThreshold}
          onApply={value.canApply ? (threshold) => void apply(threshold, value.siteThreshold) : null}
        />
      )}
      <SampleSection projectId={projectId} siteUrl={siteUrl} onJudged={reload} />
      {value !== null && value.changes.length > 0 && (
        <details>
          <summary>{words.say('precision.changes')}</summary>
          <ul>
            {value.changes.map(({ at, byAccountId, before, after }) => (
              <li key={at}>
                {words.say('precision.change', {
                  when: words.clockTime(at),
                  who: personName(byAccountId, { me: accountId, names }, words),
                  before: words.percent(before),
                  after: words.percent(after),
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function BandChart({ view }: { readonly view: PrecisionView }) {
  const words = useWords();
  const { bands } = view;
  const chart = useMemo((): BarChart => {
    const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
    return {
      labels: bands.map(
        ({ from, to, decided }) =>
          `${words.percent(from)}–${words.percent(to)} (${words.say('precision.count', { count: decided })})`,
      ),
      series: [
        { name: words.say('precision.low'), token: '--ds-chart-neutral', values: bands.map(({ low }) => low) },
        {
          name: words.say('precision.share'),
          token: '--ds-chart-brand',
          values: bands.map(({ duplicates, decided }) => share(duplicates, decided)),
        },
        { name: words.say('precision.high'), token: '--ds-chart-neutral', values: bands.map(({ high }) => high) },
      ],
      isStacked: false,
      isHorizontal: false,
      written: words.percent,
      max: 1,
    };
  }, [bands, words]);
  if (bands.every(({ decided }) => decided === 0)) return <Text>{words.say('precision.none')}</Text>;
  return <BarChartFigure title={words.say('precision.byBand')} axis={words.say('precision.band')} chart={chart} />;
}

function adviceSentence({ advice, targetPrecision }: PrecisionView, words: Words): string {
  if (advice.state === 'too-few') {
    return words.say('precision.tooFew', { count: advice.decided, needed: advice.needed });
  }
  const values = {
    target: words.percent(targetPrecision),
    threshold: words.percent(advice.threshold),
    right: advice.duplicates,
    count: advice.decided,
    low: words.percent(advice.low),
    high: words.percent(advice.high),
  };
  return words.say(advice.state === 'recommended' ? 'precision.recommended' : 'precision.notReached', values);
}
