// What the settings as they stand in the form would say about one real pair. Nothing is saved for it.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { PairPreview as Preview, Result, SiteSettings } from '../../src/contract';
import { call } from '../shared/api';
import { FailureMessage } from '../shared/ui/failure-message';
import { Field } from '../shared/ui/field';
import { useWords } from '../shared/ui/words-context';

interface PairPreviewProps {
  /** Null while the form holds something that cannot be saved. */
  readonly settings: SiteSettings | null;
}

export function PairPreview({ settings }: PairPreviewProps) {
  const words = useWords();
  const [keys, setKeys] = useState<readonly [string, string]>(['', '']);
  const [answer, setAnswer] = useState<Result<Preview> | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const tryOut = async () => {
    if (settings === null) return;
    setIsBusy(true);
    setAnswer(await call('settings.preview', { settings, keys }));
    setIsBusy(false);
  };
  const keyField = (at: 0 | 1, label: string) => (
    <Field id={`preview-${at}`} label={label}>
      <Textfield
        id={`preview-${at}`}
        width="small"
        value={keys[at]}
        onChange={(event) =>
          setKeys(at === 0 ? [event.currentTarget.value, keys[1]] : [keys[0], event.currentTarget.value])
        }
      />
    </Field>
  );
  return (
    <Stack space="space.100" alignInline="start">
      <Heading as="h3" size="small">
        {words.say('settings.preview')}
      </Heading>
      <Text>{words.say('settings.previewHelp')}</Text>
      <Inline space="space.150" rowSpace="space.100" alignBlock="end" shouldWrap>
        {keyField(0, words.say('settings.previewFirst'))}
        {keyField(1, words.say('settings.previewSecond'))}
        <Button
          isDisabled={isBusy || settings === null || keys.some((key) => key.trim() === '')}
          onClick={() => void tryOut()}
        >
          {words.say('settings.previewTry')}
        </Button>
      </Inline>
      {answer?.ok === false && <FailureMessage failure={answer.failure} />}
      <div role="status">{answer?.ok && <Difference preview={answer.value} />}</div>
    </Stack>
  );
}

const mostTerms = 12;

function Difference({ preview: { now, then } }: { readonly preview: Preview }) {
  const words = useWords();
  return (
    <Stack space="space.050">
      <Text weight="semibold">
        {words.say('settings.previewMatch', { now: words.percent(now.score), then: words.percent(then.score) })}
      </Text>
      <Text>
        {words.say('settings.previewTerms', {
          terms: then.terms.length === 0 ? words.say('settings.none') : then.terms.slice(0, mostTerms).join(', '),
        })}
      </Text>
    </Stack>
  );
}
