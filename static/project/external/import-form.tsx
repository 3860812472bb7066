// The import of a file, before anything is sent: what was found in it, which column means what, and its first rows.

import Button from '@atlaskit/button/default/button';
import { Label } from '@atlaskit/form';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import ProgressBar from '@atlaskit/progress-bar';
import SectionMessage from '@atlaskit/section-message';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { AppFailure, ExternalBacklog, ExternalsView } from '../../../src/contract';
import { FailureMessage } from '../../shared/ui/failure-message';
import { FileInput } from '../../shared/ui/file-input';
import { Select } from '../../shared/ui/select';
import { useWords } from '../../shared/ui/words-context';
import styles from './external.module.css';
import { externalRows, guessMapping, type Mapping, type Meaning, meanings } from './map-columns';
import { mostFileBytes, type Problem, readTable, type Table } from './read-table';
import { upload } from './upload';

interface ImportFormProps {
  readonly projectId: number;
  readonly known: readonly ExternalBacklog[];
  readonly onDone: (view: ExternalsView) => void;
  /** Something may have arrived although it was not finished. */
  readonly onBroken: () => void;
}

interface Opened {
  readonly table: Table;
  readonly mapping: Mapping;
}

export function ImportForm({ projectId, known, onDone, onBroken }: ImportFormProps) {
  const words = useWords();
  const [opened, setOpened] = useState<Opened | Problem | null>(null);
  const [name, setName] = useState('');
  const [originUrl, setOriginUrl] = useState('');
  const [progress, setProgress] = useState<{ share: number; abort: AbortController } | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);

  const open = async (file: File | undefined) => {
    if (file === undefined) return;
    setFailure(null);
    // Not even opened when it is too large: reading it would take the memory that is missing.
    const bytes =
      file.size > mostFileBytes ? new Uint8Array(mostFileBytes + 1) : new Uint8Array(await file.arrayBuffer());
    const table = readTable(bytes);
    if ('problem' in table) return setOpened(table);
    setOpened({ table, mapping: guessMapping(table.head) });
    if (name === '') setName(file.name.replace(/\.\w+$/, '').slice(0, 80));
  };
  const start = async ({ table, mapping }: Opened) => {
    const abort = new AbortController();
    const onProgress = (share: number) => setProgress({ share, abort });
    setFailure(null);
    onProgress(0);
    const { rows } = externalRows(table, mapping);
    const result = await upload({ projectId, name, originUrl, rows, known, signal: abort.signal, onProgress });
    setProgress(null);
    if (!result.ok) setFailure(result.failure);
    if (result.ok && result.value !== null) {
      setOpened(null);
      setName('');
      onDone(result.value);
    } else onBroken();
  };
  return (
    <Stack space="space.150">
      <div>
        <Label htmlFor="external-file">{words.say('external.file')}</Label>
        <FileInput
          id="external-file"
          accept=".csv,.tsv,.txt,.jsonl,.ndjson,.json"
          isDisabled={progress !== null}
          onFile={(file) => void open(file)}
        />
        <Text size="small" color="color.text.subtle">
          {words.say('external.fileHelp')}
        </Text>
      </div>
      {opened !== null && 'problem' in opened && (
        <div role="alert">
          <SectionMessage appearance="error">{words.say(opened.problem, opened.values)}</SectionMessage>
        </div>
      )}
      {opened !== null && 'table' in opened && (
        <>
          <Preview {...opened} onChange={(mapping) => setOpened({ ...opened, mapping })} />
          <div className={styles.fields}>
            <div>
              <Label htmlFor="external-name">{words.say('external.name')}</Label>
              <Textfield
                id="external-name"
                value={name}
                maxLength={80}
                onChange={({ currentTarget }) => setName(currentTarget.value)}
              />
            </div>
            <div>
              <Label htmlFor="external-origin">{words.say('external.origin')}</Label>
              <Textfield
                id="external-origin"
                value={originUrl}
                placeholder="https://jira.example.org"
                onChange={({ currentTarget }) => setOriginUrl(currentTarget.value)}
              />
            </div>
          </div>
          {known.some((one) => one.name === name.trim() && one.state !== 'uploading') && (
            <Text>{words.say('external.replaces', { name: name.trim() })}</Text>
          )}
          <div className={styles.fields}>
            <Button
              appearance="primary"
              isDisabled={
                progress !== null || name.trim() === '' || externalRows(opened.table, opened.mapping).rows.length === 0
              }
              onClick={() => void start(opened)}
            >
              {words.say('external.start')}
            </Button>
            {progress && <Button onClick={() => progress.abort.abort()}>{words.say('report.cancel')}</Button>}
          </div>
          {progress && <ProgressBar ariaLabel={words.say('external.uploading')} value={progress.share} />}
        </>
      )}
      {failure && <FailureMessage failure={failure} />}
    </Stack>
  );
}

function Preview({ table, mapping, onChange }: Opened & { readonly onChange: (mapping: Mapping) => void }) {
  const words = useWords();
  const none = { value: -1, label: words.say('external.noColumn') };
  const options = [none, ...table.head.map((label, value) => ({ value, label: label || `${value + 1}` }))];
  const { rows, leftOut } = externalRows(table, mapping);
  const change = (meaning: Meaning, at: number) => onChange({ ...mapping, [meaning]: at < 0 ? null : at });
  return (
    <>
      <Text>{words.say('external.found', { count: rows.length, encoding: table.encoding.toUpperCase() })}</Text>
      {leftOut > 0 && <Text>{words.say('external.leftOut', { count: leftOut })}</Text>}
      <div className={styles.fields}>
        {meanings.map((meaning) => (
          <div key={meaning}>
            <Label htmlFor={`external-${meaning}`}>{words.say(`external.column.${meaning}`)}</Label>
            <Select
              inputId={`external-${meaning}`}
              options={options}
              value={options.find(({ value }) => value === mapping[meaning]) ?? none}
              onChange={(option) => option && change(meaning, option.value)}
            />
          </div>
        ))}
      </div>
      <div className={styles.preview} role="region" aria-label={words.say('external.preview')} tabIndex={0}>
        <table>
          <caption>{words.say('external.preview')}</caption>
          <thead>
            <tr>
              {meanings.map((meaning) => (
                <th key={meaning} scope="col">
                  {words.say(`external.column.${meaning}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, 5).map(({ key, title, description, status, created }, at) => (
              <tr key={`${key} ${at}`}>
                <td>{key}</td>
                <td>{title}</td>
                <td>{description.slice(0, 80)}</td>
                <td>{status}</td>
                <td>{created?.slice(0, 10) ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
