// The lowest match that is shown, moved by hand. The lists follow at once, since they hold everything that was found;
// only keeping it asks the backend.

import { Button, Inline, Label, Range, Stack, Text } from '@forge/react';
import { useState } from 'react';
import { call } from '../../static/shared/api';
import { failureSentence } from '../../static/shared/explain';
import type { Words } from '../../static/shared/text';

interface ThresholdProps {
  /** In [0.2, 0.95], as are the others. */
  readonly value: number;
  readonly kept: number;
  readonly site: number;
  readonly hiddenCount: number;
  readonly words: Words;
  readonly onMove: (value: number) => void;
  readonly onKept: (value: number) => void;
}

const rangeId = 'minimum-match';

export function Threshold({ value, kept, site, hiddenCount, words, onMove, onKept }: ThresholdProps) {
  const [notice, setNotice] = useState<string | null>(null);
  const [jumps, setJumps] = useState(0);
  const keep = (threshold: number | null) => {
    void call('panel.keepThreshold', { threshold }).then((answer) => {
      if (!answer.ok) return setNotice(words.say('panel.notSaved', { why: failureSentence(answer.failure, words) }));
      setNotice(null);
      onKept(answer.value.threshold);
      onMove(answer.value.threshold);
      if (threshold === null) setJumps((before) => before + 1);
    });
  };
  const hidden = hiddenCount === 0 ? '' : ` · ${words.say('panel.hidden', { count: hiddenCount })}`;
  return (
    <Stack space="space.050">
      <Label labelFor={rangeId}>{words.say('panel.threshold')}</Label>
      {/* Not `value`: it comes back from another frame, and a key pressed meanwhile would be lost. */}
      <Range
        key={jumps}
        id={rangeId}
        min={20}
        max={95}
        step={5}
        defaultValue={Math.round(value * 100)}
        onChange={(percent) => onMove(percent / 100)}
      />
      <Text size="small" color="color.text.subtle">{`${words.percent(value)}${hidden}`}</Text>
      <Inline space="space.050" rowSpace="space.050" alignBlock="center" shouldWrap>
        {value === kept ? null : (
          <Button spacing="compact" onClick={() => keep(value)}>
            {words.say('panel.keepThreshold')}
          </Button>
        )}
        {kept === site ? null : (
          <Button spacing="compact" appearance="subtle" onClick={() => keep(null)}>
            {words.say('panel.resetThreshold', { percent: words.percent(site) })}
          </Button>
        )}
      </Inline>
      {kept !== site && value === kept ? (
        <Text size="small" color="color.text.subtle">
          {words.say('panel.thresholdIsMine')}
        </Text>
      ) : null}
      {notice === null ? null : <Text color="color.text.danger">{notice}</Text>}
    </Stack>
  );
}
