// "What would change?" for any threshold, before anybody sets it.

import Button from '@atlaskit/button/default/button';
import { Label } from '@atlaskit/form';
import { Text } from '@atlaskit/primitives/compiled';
import Range from '@atlaskit/range';
import { useState } from 'react';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import styles from './insights.module.css';
import { useAnswer } from '../../shared/use-answer';

interface SimulateThresholdProps {
  readonly projectId: number;
  readonly siteThreshold: number;
  /** Null for who may not set it. */
  readonly onApply: ((threshold: number) => void) | null;
}

export function SimulateThreshold({ projectId, siteThreshold, onApply }: SimulateThresholdProps) {
  const words = useWords();
  const [threshold, setThreshold] = useState(siteThreshold);
  const [asked, setAsked] = useState<number | null>(null);
  const { value, failure, isLoading } = useAnswer(
    'insights.simulate',
    asked === null ? null : { projectId, threshold: asked },
  );
  return (
    <>
      <div className={styles.controls}>
        <div className={styles.control}>
          <Label htmlFor="simulated-threshold">
            {words.say('precision.simulated')}: {words.percent(threshold)}
          </Label>
          <Range
            id="simulated-threshold"
            min={20}
            max={95}
            step={5}
            value={Math.round(threshold * 100)}
            aria-valuetext={words.percent(threshold)}
            onChange={(percent) => setThreshold(percent / 100)}
          />
        </div>
        <Button onClick={() => setAsked(threshold)} isLoading={asked !== null && isLoading}>
          {words.say('precision.simulate')}
        </Button>
        {onApply !== null && asked === threshold && threshold !== siteThreshold && (
          <Button onClick={() => onApply(threshold)}>
            {words.say('precision.apply', { percent: words.percent(threshold) })}
          </Button>
        )}
      </div>
      {failure && <FailureMessage failure={failure} />}
      {value?.state === 'ready' && asked === threshold && (
        <div role="status">
          <Text>
            {words.say('precision.wouldShow', {
              percent: words.percent(threshold),
              count: value.shown,
              more: value.isMore ? '+' : '',
            })}{' '}
            {value.latestDecided > 0 &&
              words.say('precision.agree', {
                count: value.latestDecided,
                agreeing: value.agreeing,
                hidden: value.hiddenDuplicates,
              })}
          </Text>
        </div>
      )}
    </>
  );
}
