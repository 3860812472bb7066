// What is stored, for how long and about whom; what the last cleaning removed; and how a person is erased.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { AnswerOf, Result, StoredKind } from '../../src/contract';
import { call } from '../shared/api';
import { ConfirmInline } from '../shared/ui/confirm-inline';
import { FailureMessage } from '../shared/ui/failure-message';
import { Field } from '../shared/ui/field';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';
import { Answered } from './answered';
import { RemoveTraces } from './remove-traces';
import { useAnswer } from './use-answer';

export function DataSection() {
  const words = useWords();
  const { answer, ask } = useAnswer('data.stored', {});
  return (
    <Answered answer={answer} onRetry={ask}>
      {({ kinds, purge }) => (
        <Stack space="space.400">
          <Stack space="space.200">
            <Heading as="h2" size="medium">
              {words.say('stored.title')}
            </Heading>
            <Text>{words.say('stored.intro')}</Text>
            <StoredTable kinds={kinds} />
          </Stack>
          <Stack space="space.100">
            <Heading as="h2" size="medium">
              {words.say('stored.cleaning')}
            </Heading>
            <Text>
              {purge.purgedAt === null
                ? words.say('stored.neverPurged')
                : words.say('stored.purged', {
                    ago: words.ago(purge.purgedAt),
                    audit: purge.auditLines,
                    history: purge.historyLines,
                    deeds: purge.deeds,
                    analyses: purge.analyses,
                    bells: purge.readMarks,
                  })}
            </Text>
            <Text>
              {purge.reportedAt === null
                ? words.say('stored.neverReported')
                : words.say('stored.reported', {
                    ago: words.ago(purge.reportedAt),
                    accounts: purge.accounts,
                    erased: purge.erased,
                  })}
            </Text>
          </Stack>
          <Erasure />
          <RemoveTraces />
        </Stack>
      )}
    </Answered>
  );
}

function StoredTable({ kinds }: { readonly kinds: readonly StoredKind[] }) {
  const words = useWords();
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label={words.say('stored.title')}>
      <table className={styles.plainTable}>
        <thead>
          <tr>
            <th scope="col">{words.say('stored.key')}</th>
            <th scope="col">{words.say('stored.holds')}</th>
            <th scope="col">{words.say('stored.kept')}</th>
            <th scope="col">{words.say('stored.people')}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ key, holds, kept, isPersonal }) => (
            <tr key={key}>
              <th scope="row">{key}</th>
              <td>{words.say(`stored.holds.${holds}`)}</td>
              <td>{words.say(`stored.kept.${kept}`)}</td>
              <td>{words.say(isPersonal ? 'stored.accountIds' : 'roles.no')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Erasure() {
  const words = useWords();
  const [accountId, setAccountId] = useState('');
  const [result, setResult] = useState<Result<AnswerOf<'data.erasePerson'>> | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const erase = async () => {
    setIsBusy(true);
    setResult(await call('data.erasePerson', { accountId: accountId.trim() }));
    setIsBusy(false);
  };
  return (
    <div className={styles.form}>
      <Stack space="space.200" alignInline="stretch">
        <Heading as="h2" size="medium">
          {words.say('erase.title')}
        </Heading>
        <Field id="account" label={words.say('erase.account')} help={words.say('erase.help')}>
          <Textfield id="account" value={accountId} onChange={(event) => setAccountId(event.currentTarget.value)} />
        </Field>
        <div role="status">
          {result?.ok && (
            <SectionMessage appearance="success">
              {words.say('erase.done', { decisions: result.value.decisions, actions: result.value.actions })}
            </SectionMessage>
          )}
          {result?.ok === false && <FailureMessage failure={result.failure} />}
        </div>
        {isAsking ? (
          <ConfirmInline
            title={words.say('erase.confirm')}
            text={words.say('erase.confirmText')}
            action={words.say('erase.now')}
            keep={words.say('erase.keep')}
            onConfirm={() => {
              setIsAsking(false);
              void erase();
            }}
            onClose={() => setIsAsking(false)}
          />
        ) : (
          <div>
            <Button
              appearance="danger"
              isDisabled={isBusy || accountId.trim() === ''}
              onClick={() => setIsAsking(true)}
            >
              {words.say('erase.now')}
            </Button>
          </div>
        )}
      </Stack>
    </div>
  );
}
