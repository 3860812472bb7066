// Lines of forms that do not count: those chosen before and those just found in a space, each as it stands in a work item
// that this person may see. Choosing is part of the form around it and is saved with it.

import Button from '@atlaskit/button/default/button';
import Checkbox from '@atlaskit/checkbox';
import { HelperMessage } from '@atlaskit/form';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { AnswerOf, IgnoredLine, Result } from '../../src/contract';
import type { SpaceOption } from '../shared/find';
import { call } from '../shared/api';
import { FailureMessage } from '../shared/ui/failure-message';
import { useWords } from '../shared/ui/words-context';
import { SpaceField } from './space-field';
import { useAnswer } from './use-answer';

interface LineFieldsProps {
  readonly saved: readonly IgnoredLine[];
  readonly chosen: readonly IgnoredLine[];
  readonly onChange: (chosen: readonly IgnoredLine[]) => void;
}

export function LineFields({ saved, chosen, onChange }: LineFieldsProps) {
  const words = useWords();
  const known = useAnswer('words.readLines', { lines: saved });
  const [found, setFound] = useState<Result<AnswerOf<'words.learnLines'>> | null>(null);
  const learned = found?.ok ? found.value : null;
  const savedHashes = new Set(saved.map(({ hash }) => hash));
  const choose = ({ hash, issueId }: IgnoredLine, isIgnored: boolean) => {
    const others = chosen.filter((line) => line.hash !== hash);
    onChange(isIgnored ? [...others, { hash, issueId }] : others);
  };
  const line = (one: IgnoredLine, label: string) => (
    <Checkbox
      key={one.hash}
      label={label}
      isChecked={chosen.some(({ hash }) => hash === one.hash)}
      onChange={(event) => choose(one, event.currentTarget.checked)}
    />
  );
  return (
    <div role="group" aria-labelledby="lines-title">
      <Stack space="space.100" alignInline="stretch">
        <Text id="lines-title" weight="semibold">
          {words.say('settings.lines')}
        </Text>
        <HelperMessage>{words.say('settings.linesHelp')}</HelperMessage>
        {known.answer?.ok === false && <FailureMessage failure={known.answer.failure} onRetry={known.ask} />}
        {known.answer?.ok &&
          known.answer.value.lines.map(({ text, ...one }) => line(one, text ?? words.say('settings.lineHidden')))}
        <Finder onFound={setFound} />
        {found?.ok === false && <FailureMessage failure={found.failure} />}
        <div role="status">
          {learned && (
            <Text>
              {words.say(learned.lines.length === 0 ? 'settings.linesNone' : 'settings.linesFound', {
                count: learned.workItemsRead,
              })}
            </Text>
          )}
        </div>
        {learned?.lines
          .filter(({ hash }) => !savedHashes.has(hash))
          .map(({ text, workItems, ...one }) => line(one, words.say('settings.lineSeen', { text, count: workItems })))}
      </Stack>
    </div>
  );
}

interface FinderProps {
  readonly onFound: (found: Result<AnswerOf<'words.learnLines'>>) => void;
}

function Finder({ onFound }: FinderProps) {
  const words = useWords();
  const [space, setSpace] = useState<SpaceOption | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const find = async (projectId: number) => {
    setIsBusy(true);
    const answer = await call('words.learnLines', { projectId });
    setIsBusy(false);
    onFound(answer);
  };
  return (
    <Stack space="space.100" alignInline="stretch">
      <SpaceField id="lines-space" label={words.say('settings.linesSpace')} value={space} onChange={setSpace} />
      <div>
        <Button
          isLoading={isBusy}
          isDisabled={space === null}
          onClick={() => {
            if (space !== null) void find(space.value);
          }}
        >
          {words.say('settings.linesFind')}
        </Button>
      </div>
    </Stack>
  );
}
