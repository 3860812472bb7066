// The duplicates of one sprint: choose it, read its work items with the demand behind each and what is like them, and take
// the same as a file.

import EmptyState from '@atlaskit/empty-state';
import { Label } from '@atlaskit/form';
import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import Spinner from '@atlaskit/spinner';
import { useState } from 'react';
import type { ExportLine } from '../../../src/contract';
import type { TextKey } from '../../shared/text';
import { FailureMessage } from '../../shared/ui/failure-message';
import { Select } from '../../shared/ui/select';
import { useWords } from '../../shared/ui/words-context';
import { ExportBar } from './export-bar';
import type { Report } from './report-table';
import styles from './reports.module.css';
import { sprintReport, sprintSentence } from './sprint-report';
import { SprintTable } from './sprint-table';
import { type FormWish, useExport } from './use-export';
import { useSprintRows } from './use-sprint-rows';
import { type Sprint, useSprints } from './use-sprints';

interface SprintSectionProps {
  readonly projectId: number;
  readonly siteUrl: string;
  readonly onPrint: (report: Report) => void;
  readonly onNoted: (lines: readonly ExportLine[]) => void;
}

const stateKeys: Readonly<Record<Sprint['state'], TextKey>> = {
  active: 'sprint.active',
  future: 'sprint.future',
  closed: 'sprint.closed',
};

export function SprintSection({ projectId, siteUrl, onPrint, onNoted }: SprintSectionProps) {
  const words = useWords();
  const { sprints, failure, reload } = useSprints(projectId);
  const [chosenId, setChosenId] = useState<number | null>(null);
  const [form, setForm] = useState<FormWish>({ format: 'csv', byteOrderMark: true });
  const sprint = sprints?.find(({ id }) => id === chosenId) ?? null;
  const { answer, isLoading, reload: readAgain } = useSprintRows(projectId, sprint?.id ?? null);
  const read = answer?.ok === true ? answer.value : null;
  const { state, start, cancel } = useExport({
    projectId,
    what: 'sprint',
    onPrint,
    onNoted,
    gather: async () => ({
      ok: true,
      value: read?.state === 'ready' ? sprintReport(read.rows, read.isCut, sprint?.name ?? '', words) : null,
    }),
  });
  const options = (sprints ?? []).map(({ id, name, state: phase }) => ({
    value: id,
    label: words.say('sprint.option', { name, state: words.say(stateKeys[phase]) }),
  }));
  return (
    <section aria-label={words.say('sprint.title')}>
      <Stack space="space.200">
        <Heading as="h2" size="medium">
          {words.say('sprint.title')}
        </Heading>
        <Text color="color.text.subtle">{words.say('sprint.intro')}</Text>
        {failure && <FailureMessage failure={failure} onRetry={reload} />}
        {sprints?.length === 0 && <Text>{words.say('sprint.none')}</Text>}
        {options.length > 0 && (
          <div className={styles.filters}>
            <div className={styles.filter}>
              <Label htmlFor="report-sprint">{words.say('sprint.choose')}</Label>
              <Select
                inputId="report-sprint"
                options={options}
                value={options.find(({ value }) => value === chosenId) ?? null}
                placeholder={words.say('sprint.placeholder')}
                onChange={(option) => setChosenId(option?.value ?? null)}
              />
            </div>
          </div>
        )}
        {isLoading && <Spinner label={words.say('sprint.loading')} />}
        {answer?.ok === false && <FailureMessage failure={answer.failure} onRetry={readAgain} />}
        {read?.state === 'never-scanned' && <Text>{words.say('sprint.neverScanned')}</Text>}
        {read?.state === 'ready' && read.rows.length === 0 && (
          <EmptyState headingLevel={3} header={words.say('sprint.empty')} description={words.say('sprint.emptyText')} />
        )}
        {read?.state === 'ready' && read.rows.length > 0 && (
          <>
            <div role="status">
              <Text weight="medium">{sprintSentence(read.rows, words)}</Text>
            </div>
            {read.isCut && <Text>{words.say('sprint.cut', { count: read.rows.length })}</Text>}
            <SprintTable rows={read.rows} siteUrl={siteUrl} />
            <ExportBar
              id="sprint-format"
              wish={form}
              state={state}
              onChange={setForm}
              onStart={() => start(form)}
              onCancel={cancel}
            />
          </>
        )}
      </Stack>
    </section>
  );
}
