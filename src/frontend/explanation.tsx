// A sentence by a language model about the pair that is compared, asked for by a click and marked as what it is. It stands
// there as text: whatever the model was talked into, it cannot become a link or a button.

import { Button, Inline, Lozenge, SectionMessage, Spinner, Stack, Text } from '@forge/react';
import { useState } from 'react';
import { call } from '../../static/shared/api';
import { failureSentence } from '../../static/shared/explain';
import type { Words } from '../../static/shared/text';
import type { ExplanationView, Result } from '../contract';
import { spokenLanguage } from './person-words';

interface ExplanationProps {
  readonly a: number;
  readonly b: number;
  readonly words: Words;
}

const appearances = { same: 'inprogress', different: 'default', uncertain: 'moved' } as const;

export function Explanation({ a, b, words }: ExplanationProps) {
  const [answer, setAnswer] = useState<Result<ExplanationView> | 'asking' | null>(null);
  const ask = async () => {
    setAnswer('asking');
    setAnswer(await call('explanation.pair', { a, b, language: spokenLanguage(words) }));
  };
  if (answer === null) return <Button onClick={() => void ask()}>{words.say('explain.ask')}</Button>;
  if (answer === 'asking') return <Spinner label={words.say('explain.asking')} />;
  if (!answer.ok) return <Text color="color.text.danger">{failureSentence(answer.failure, words)}</Text>;
  if (answer.value.state !== 'explained') {
    return (
      <SectionMessage appearance="information">
        <Text>{whyNot(answer.value, words)}</Text>
      </SectionMessage>
    );
  }
  const { verdict, sentence } = answer.value;
  return (
    <Stack space="space.050">
      <Inline space="space.100" alignBlock="center" shouldWrap>
        <Lozenge appearance={appearances[verdict]}>{words.say(`explain.${verdict}`)}</Lozenge>
        <Text>{sentence}</Text>
      </Inline>
      <Text size="small" color="color.text.subtle">
        {words.say('explain.machine')}
      </Text>
    </Stack>
  );
}

function whyNot(view: Exclude<ExplanationView, { readonly state: 'explained' }>, words: Words): string {
  return view.state === 'paused'
    ? words.say('explain.paused', { time: words.clockTime(view.until) })
    : words.say(`explain.${view.state}`);
}
