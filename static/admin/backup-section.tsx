// Backup and restore: one file with settings and decisions. Before anything is restored a dry run says what would change.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import { useState } from 'react';
import type { AppFailure, RestoreReport } from '../../src/contract';
import { FailureMessage } from '../shared/ui/failure-message';
import { Field } from '../shared/ui/field';
import { FileInput } from '../shared/ui/file-input';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';
import { type BackupFile, backupFileOf, makeBackup, restoreBackup } from './backup-file';

export function BackupSection() {
  const words = useWords();
  const [file, setFile] = useState<BackupFile | null>(null);
  const [isNoBackup, setIsNoBackup] = useState(false);
  const [report, setReport] = useState<{ readonly counts: RestoreReport; readonly isDone: boolean } | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const make = async () => {
    setIsBusy(true);
    setFailure(await makeBackup());
    setIsBusy(false);
  };
  const choose = async (chosen: File | undefined) => {
    setReport(null);
    setFailure(null);
    const read = chosen === undefined ? null : backupFileOf(await chosen.text());
    setFile(read);
    setIsNoBackup(chosen !== undefined && read === null);
    if (read !== null) await run(read, true);
  };
  const run = async (chosen: BackupFile, isDryRun: boolean) => {
    setIsBusy(true);
    const result = await restoreBackup(chosen, isDryRun);
    setIsBusy(false);
    setFailure(result.ok ? null : result.failure);
    setReport(result.ok ? { counts: result.value, isDone: !isDryRun } : null);
  };
  return (
    <div className={styles.form}>
      <Stack space="space.200" alignInline="stretch">
        <Heading as="h2" size="medium">
          {words.say('backup.title')}
        </Heading>
        <Text>{words.say('backup.intro')}</Text>
        <div>
          <Button isDisabled={isBusy} onClick={() => void make()}>
            {words.say('backup.make')}
          </Button>
        </div>
        <Field id="backup-file" label={words.say('backup.file')} help={words.say('backup.fileHelp')}>
          <FileInput id="backup-file" accept="application/json" onFile={(file) => void choose(file)} />
        </Field>
        <div role="status">
          {isNoBackup && <SectionMessage appearance="error">{words.say('backup.noBackup')}</SectionMessage>}
          {report && (
            <SectionMessage appearance={report.isDone ? 'success' : 'information'}>
              <p>{words.say(report.isDone ? 'backup.done' : 'backup.dryRun')}</p>
              <p>{words.say('backup.counts', { ...report.counts })}</p>
            </SectionMessage>
          )}
        </div>
        {failure && <FailureMessage failure={failure} />}
        {file && report?.isDone === false && (
          <Inline>
            <Button appearance="primary" isDisabled={isBusy} onClick={() => void run(file, false)}>
              {words.say('backup.restore')}
            </Button>
          </Inline>
        )}
      </Stack>
    </div>
  );
}
