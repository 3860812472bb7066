// Asks when a pair shall come back: tomorrow, next week, or on a day of one's own.

import Button from '@atlaskit/button/default/button';
import { ErrorMessage, Label } from '@atlaskit/form';
import { ModalBody, ModalFooter } from '@atlaskit/modal-dialog';
import { Stack } from '@atlaskit/primitives/compiled';
import Textfield from '@atlaskit/textfield';
import { type FormEvent, useState } from 'react';
import type { TextKey } from '../../shared/text';
import { Dialog } from '../../shared/ui/dialog';
import { useWords } from '../../shared/ui/words-context';
import { type SnoozeChoice, snoozeEnd, snoozeUntilDay } from './queue-times';
import styles from './review.module.css';

interface QueueLaterDialogProps {
  readonly onChoose: (untilIso: string) => void;
  readonly onClose: () => void;
}

const choices: readonly (readonly [SnoozeChoice, TextKey])[] = [
  ['tomorrow', 'later.tomorrow'],
  ['next-week', 'later.next-week'],
];

export function QueueLaterDialog({ onChoose, onClose }: QueueLaterDialogProps) {
  const words = useWords();
  const [openedMs] = useState(() => Date.now());
  const [day, setDay] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const chooseDay = (event: FormEvent) => {
    event.preventDefault();
    const until = snoozeUntilDay(day, Date.now());
    setIsWrong(until === null);
    if (until !== null) onChoose(until);
  };
  return (
    <Dialog title={words.say('later.title')} onClose={onClose} width="small">
      <ModalBody>
        <Stack space="space.200" alignInline="stretch">
          {choices.map(([choice, text], position) => (
            <Button
              key={choice}
              shouldFitContainer
              autoFocus={position === 0}
              onClick={() => onChoose(snoozeEnd(choice, Date.now()))}
            >
              {words.say(text)}: {words.clockTime(snoozeEnd(choice, openedMs))}
            </Button>
          ))}
          <form onSubmit={chooseDay} noValidate>
            <Label htmlFor="later-day">{words.say('later.day')}</Label>
            <div className={styles.inline}>
              <Textfield
                id="later-day"
                type="date"
                value={day}
                isInvalid={isWrong}
                aria-describedby="later-wrong"
                onChange={(event) => setDay(event.currentTarget.value)}
              />
              <Button type="submit">{words.say('later.choose')}</Button>
            </div>
            <div id="later-wrong">{isWrong && <ErrorMessage>{words.say('later.wrong')}</ErrorMessage>}</div>
          </form>
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button appearance="subtle" onClick={onClose}>
          {words.say('merge.cancel')}
        </Button>
      </ModalFooter>
    </Dialog>
  );
}
