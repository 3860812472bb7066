// Where people get a hint while they create a work item, and the switch for it, space by space. Jira keeps the list; what
// stands here is what Jira says now, so that a registration that somebody else removed is not shown as if it were there.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import Lozenge from '@atlaskit/lozenge';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { SpaceOption } from '../shared/find';
import { FailureMessage } from '../shared/ui/failure-message';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';
import { Answered } from './answered';
import { SpaceField } from './space-field';
import { type NamedSpace, useHintedSpaces } from './use-hinted-spaces';

export function HintsSection() {
  const words = useWords();
  const { answer, ask, switchingId, failure, turn } = useHintedSpaces();
  return (
    <Stack space="space.300">
      <Stack space="space.100">
        <Heading as="h2" size="medium">
          {words.say('adminHints.title')}
        </Heading>
        <Text>{words.say('adminHints.intro')}</Text>
        <Text color="color.text.subtle">{words.say('adminHints.uninstall')}</Text>
      </Stack>
      <Answered answer={answer} onRetry={ask}>
        {(spaces) => (
          <Stack space="space.300">
            {failure && <FailureMessage failure={failure} title={words.say('adminHints.notSwitched')} />}
            <Registered spaces={spaces} switchingId={switchingId} onRemove={(id) => turn(id, false)} />
            <AddSpace spaces={spaces} isBusy={switchingId !== null} onAdd={(id) => turn(id, true)} />
          </Stack>
        )}
      </Answered>
    </Stack>
  );
}

interface RegisteredProps {
  readonly spaces: readonly NamedSpace[];
  readonly switchingId: number | null;
  readonly onRemove: (id: number) => void;
}

function Registered({ spaces, switchingId, onRemove }: RegisteredProps) {
  const words = useWords();
  if (spaces.length === 0) return <Text>{words.say('adminHints.none')}</Text>;
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label={words.say('adminHints.title')}>
      <table className={styles.plainTable}>
        <thead>
          <tr>
            <th scope="col">{words.say('adminHints.space')}</th>
            <th scope="col">{words.say('adminHints.where')}</th>
            <th scope="col">{words.say('adminHints.state')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {spaces.map(({ id, label }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              <td>{words.say('adminHints.context')}</td>
              <td>
                <Lozenge appearance="success">{words.say('adminHints.on')}</Lozenge>
              </td>
              <td>
                <Button
                  spacing="compact"
                  isLoading={switchingId === id}
                  isDisabled={switchingId !== null}
                  aria-label={words.say('adminHints.offNamed', { space: label })}
                  onClick={() => onRemove(id)}
                >
                  {words.say('adminHints.off')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface AddSpaceProps {
  readonly spaces: readonly NamedSpace[];
  readonly isBusy: boolean;
  readonly onAdd: (id: number) => void;
}

function AddSpace({ spaces, isBusy, onAdd }: AddSpaceProps) {
  const words = useWords();
  const [chosen, setChosen] = useState<SpaceOption | null>(null);
  const isOn = chosen !== null && spaces.some(({ id }) => id === chosen.value);
  return (
    <div className={styles.form}>
      <Stack space="space.100" alignInline="stretch">
        <SpaceField
          id="hints-space"
          label={words.say('adminHints.add')}
          help={words.say(isOn ? 'adminHints.isOn' : 'adminHints.addHelp')}
          value={chosen}
          onChange={setChosen}
        />
        <div>
          <Button
            appearance="primary"
            isDisabled={chosen === null || isOn || isBusy}
            onClick={() => {
              if (chosen !== null) onAdd(chosen.value);
            }}
          >
            {words.say('adminHints.turnOn')}
          </Button>
        </div>
      </Stack>
    </div>
  );
}
