// The audit log: who did what and when. Filter, check that nothing was changed afterwards, take it along as a file, and
// say how long it is kept.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { AnswerOf, AppFailure, AuditEvent } from '../../src/contract';
import { call } from '../shared/api';
import { FailureMessage } from '../shared/ui/failure-message';
import { Select } from '../shared/ui/select';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';
import { auditEventKeys } from './audit-events';
import { exportAudit } from './audit-export';
import { AuditTable } from './audit-table';
import { RetentionForm } from './retention-form';
import { useAudit } from './use-audit';

export function AuditSection() {
  const words = useWords();
  const [event, setEvent] = useState<AuditEvent | null>(null);
  const [text, setText] = useState('');
  const log = useAudit(event, text);
  const [check, setCheck] = useState<AnswerOf<'audit.check'> | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const checkNow = async () => {
    setIsBusy(true);
    const result = await call('audit.check', {});
    setIsBusy(false);
    setFailure(result.ok ? null : result.failure);
    setCheck(result.ok ? result.value : null);
  };
  const download = async (format: 'csv' | 'json') => {
    setIsBusy(true);
    setFailure(await exportAudit(format, { event, text }));
    setIsBusy(false);
  };
  const everything = { value: null, label: words.say('audit.allEvents') };
  const options = auditEventKeys.map((value) => ({ value, label: words.say(`audit.event.${value}`) }));
  return (
    <Stack space="space.400">
      <Stack space="space.200">
        <Heading as="h2" size="medium">
          {words.say('audit.title')}
        </Heading>
        <Text>{words.say('audit.intro')}</Text>
        <div className={styles.filters}>
          <Textfield
            aria-label={words.say('audit.search')}
            placeholder={words.say('audit.search')}
            value={text}
            onChange={(change) => setText(change.currentTarget.value)}
          />
          <Select<{ value: AuditEvent | null; label: string }>
            aria-label={words.say('audit.columnEvent')}
            options={[everything, ...options]}
            value={options.find(({ value }) => value === event) ?? everything}
            onChange={(chosen) => setEvent(chosen?.value ?? null)}
          />
        </div>
        <Inline space="space.100" shouldWrap>
          <Button isDisabled={isBusy} onClick={() => void checkNow()}>
            {words.say('audit.check')}
          </Button>
          <Button isDisabled={isBusy} onClick={() => void download('csv')}>
            {words.say('audit.csv')}
          </Button>
          <Button isDisabled={isBusy} onClick={() => void download('json')}>
            {words.say('audit.json')}
          </Button>
        </Inline>
        <div role="status">{check && <CheckMessage check={check} />}</div>
        {failure && <FailureMessage failure={failure} />}
        <AuditTable log={log} />
      </Stack>
      <RetentionForm />
    </Stack>
  );
}

function CheckMessage({ check }: { readonly check: AnswerOf<'audit.check'> }) {
  const words = useWords();
  const { lines, firstLine, brokenAt, lastHash } = check;
  if (brokenAt === 0) return <SectionMessage appearance="error">{words.say('audit.unreadable')}</SectionMessage>;
  if (brokenAt !== null) {
    return <SectionMessage appearance="error">{words.say('audit.broken', { line: brokenAt })}</SectionMessage>;
  }
  if (lines === 0) return <Text>{words.say('audit.none')}</Text>;
  return (
    <SectionMessage appearance="success">
      {words.say('audit.whole', { first: firstLine, last: firstLine + lines - 1 })}
      <span className={styles.hash}>{lastHash}</span>
    </SectionMessage>
  );
}
