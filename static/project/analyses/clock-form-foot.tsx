// The end of every form that sets something to the clock of a place: which place that is, saving, and leaving it.

import Button from '@atlaskit/button/default/button';
import { HelperMessage } from '@atlaskit/form';
import { Inline } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { TextKey } from '../../shared/text';
import { useWords } from '../../shared/ui/words-context';

interface ClockFormFootProps {
  readonly timeZone: string;
  readonly saveLabel: TextKey;
  readonly cancelLabel: TextKey;
  readonly isIncomplete?: boolean;
  readonly onSave: () => Promise<void>;
  readonly onClose: () => void;
}

export function ClockFormFoot(props: ClockFormFootProps) {
  const { timeZone, saveLabel, cancelLabel, isIncomplete = false, onSave, onClose } = props;
  const words = useWords();
  const [isSaving, setIsSaving] = useState(false);
  const save = async () => {
    setIsSaving(true);
    await onSave();
    setIsSaving(false);
  };
  return (
    <>
      <HelperMessage>{words.say('schedule.timeZone', { timeZone })}</HelperMessage>
      <Inline space="space.100">
        <Button appearance="primary" isLoading={isSaving} isDisabled={isIncomplete} onClick={() => void save()}>
          {words.say(saveLabel)}
        </Button>
        <Button appearance="subtle" onClick={onClose}>
          {words.say(cancelLabel)}
        </Button>
      </Inline>
    </>
  );
}
