// A compared text: shared words that the match counted are bold, words that only this text has are in italics. Long
// texts are cut where a person stops reading, because every run of characters is a node that Jira has to draw.

import { Stack, Text } from '@forge/react';
import type { Words } from '../../static/shared/text';
import type { ComparedText, TextPart } from '../contract';
import { firstParts, linesOf } from './text-lines';

const maxShownCharacters = 4_000;

export function MarkedText({ text, words }: { readonly text: ComparedText; readonly words: Words }) {
  const { shown, hiddenCharacters } = firstParts(text.parts, maxShownCharacters);
  if (shown.length === 0) {
    return <Text color="color.text.subtle">{words.say('compare.noText')}</Text>;
  }
  return (
    <Stack space="space.050">
      {linesOf(shown).map((line, index) => (
        <Text key={index}>{line.map(Run)}</Text>
      ))}
      {hiddenCharacters === 0 ? null : (
        <Text size="small" color="color.text.subtle">
          {words.say('compare.more', { count: hiddenCharacters })}
        </Text>
      )}
    </Stack>
  );
}

function Run({ text, isCommon, isSharedTerm }: TextPart, index: number) {
  if (isSharedTerm) {
    return (
      <Text key={index} as="strong">
        {text}
      </Text>
    );
  }
  if (isCommon) return text;
  return (
    <Text key={index} as="em">
      {text}
    </Text>
  );
}
