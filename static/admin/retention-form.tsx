// How long the audit log is kept, and the legal hold that keeps everything.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Stack } from '@atlaskit/primitives/compiled';
import { showFlag } from '@forge/bridge';
import { useState } from 'react';
import type { AppFailure, Retention } from '../../src/contract';
import { call } from '../shared/api';
import { FailureMessage } from '../shared/ui/failure-message';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';
import { Answered } from './answered';
import { NumberField } from './number-field';
import { SwitchField } from './switch-field';
import { useAnswer } from './use-answer';

export function RetentionForm() {
  const words = useWords();
  const { answer, ask } = useAnswer('retention.read', {});
  return (
    <Stack space="space.200">
      <Heading as="h2" size="medium">
        {words.say('retention.title')}
      </Heading>
      <Answered answer={answer} onRetry={ask}>
        {(saved) => <Fields saved={saved} />}
      </Answered>
    </Stack>
  );
}

function Fields({ saved }: { readonly saved: Retention }) {
  const words = useWords();
  const [days, setDays] = useState(String(saved.auditDays));
  const [isOnHold, setIsOnHold] = useState(saved.isOnHold);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const auditDays = Number(days);
  const isRight = Number.isInteger(auditDays) && auditDays >= 30 && auditDays <= 3_650;
  const save = async () => {
    if (!isRight) return;
    const result = await call('retention.save', { auditDays, isOnHold });
    setFailure(result.ok ? null : result.failure);
    if (result.ok)
      void showFlag({ id: 'saved', type: 'success', title: words.say('admin.saved'), isAutoDismiss: true });
  };
  return (
    <div className={styles.form}>
      <Stack space="space.200" alignInline="start">
        {failure && <FailureMessage failure={failure} title={words.say('admin.saveFailed')} />}
        <NumberField
          id="audit-days"
          label="retention.days"
          help="retention.daysHelp"
          rule="retention.daysRule"
          value={days}
          isRight={isRight}
          onChange={setDays}
        />
        <SwitchField
          id="hold"
          label="retention.hold"
          help="retention.holdHelp"
          isOn={isOnHold}
          onChange={setIsOnHold}
        />
        <Button appearance="primary" onClick={() => void save()}>
          {words.say('admin.save')}
        </Button>
      </Stack>
    </div>
  );
}
