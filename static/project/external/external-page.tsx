// Backlogs of other sites that are attached to this space: what they are like here, and, for administrators of the space,
// importing, replacing and removing them.

import Button from '@atlaskit/button/default/button';
import EmptyState from '@atlaskit/empty-state';
import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import { useState } from 'react';
import type { AppFailure, ExternalBacklog, ExternalsView } from '../../../src/contract';
import { call } from '../../shared/api';
import { FailureMessage } from '../../shared/ui/failure-message';
import { Loading } from '../../shared/ui/loading';
import { Page } from '../../shared/ui/page';
import { PageHead } from '../../shared/ui/page-head';
import { useWords } from '../../shared/ui/words-context';
import type { Surroundings } from '../review/surroundings';
import styles from './external.module.css';
import { ImportForm } from './import-form';
import { PrintView } from '../reports/print-view';
import type { Report } from '../reports/report-table';
import { MatchExport } from './match-export';
import { MatchList } from './match-list';
import { everyMatch } from './match-report';
import { useBacklogs } from './use-backlogs';

export function ExternalPage({ projectId, siteUrl }: Surroundings) {
  const words = useWords();
  const { value, failure, reload, show } = useBacklogs(projectId);
  const [printed, setPrinted] = useState<Report | null>(null);
  if (printed !== null) return <PrintView report={printed} onClose={() => setPrinted(null)} />;
  return (
    <Page>
      <Stack space="space.300">
        <PageHead title={words.say('external.title')} intro={words.say('external.intro')} />
        {failure && <FailureMessage failure={failure} onRetry={reload} />}
        {value === null && !failure && <Loading label="external.loading" shape="rows" />}
        {value !== null && !value.isAnalysed && <SectionMessage>{words.say('external.notAnalysed')}</SectionMessage>}
        {value?.backlogs.length === 0 && (
          <EmptyState
            headingLevel={2}
            header={words.say('external.none')}
            description={words.say(value.canImport ? 'external.noneImport' : 'external.noneAsk')}
          />
        )}
        {value?.backlogs.map((backlog) => (
          <Backlog
            key={backlog.backlogId}
            {...{ projectId, siteUrl, backlog }}
            onPrint={setPrinted}
            canRemove={value.canImport}
            onChanged={show}
          />
        ))}
        {value?.canImport && (
          <section aria-label={words.say('external.import')}>
            <Stack space="space.200">
              <Heading as="h2" size="medium">
                {words.say('external.import')}
              </Heading>
              <Text color="color.text.subtle">{words.say('external.keeps')}</Text>
              <ImportForm projectId={projectId} known={value.backlogs} onDone={show} onBroken={reload} />
            </Stack>
          </section>
        )}
      </Stack>
    </Page>
  );
}

interface BacklogProps {
  readonly projectId: number;
  readonly siteUrl: string;
  readonly backlog: ExternalBacklog;
  readonly canRemove: boolean;
  readonly onPrint: (report: Report) => void;
  readonly onChanged: (view: ExternalsView) => void;
}

function Backlog({ projectId, siteUrl, backlog, canRemove, onPrint, onChanged }: BacklogProps) {
  const words = useWords();
  const [isAsking, setIsAsking] = useState(false);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const { backlogId, name, rows, state, importedAt } = backlog;
  const remove = async () => {
    const answer = await call('external.remove', { projectId, backlogId });
    if (answer.ok) onChanged(answer.value);
    else setFailure(answer.failure);
  };
  return (
    <section aria-label={name}>
      <Stack space="space.150">
        <Heading as="h2" size="medium">
          {name}
        </Heading>
        <Text>{words.say('external.summary', { count: rows, time: words.clockTime(importedAt) })}</Text>
        {state === 'uploading' && <Text>{words.say('external.broken')}</Text>}
        {state === 'comparing' && <Text>{words.say('external.comparing')}</Text>}
        {state !== 'uploading' && backlog.comparedAt !== null && (
          <>
            <MatchList {...{ projectId, siteUrl, backlog }} filters={everyMatch} />
            <MatchExport {...{ projectId, backlog, onPrint }} />
          </>
        )}
        {canRemove && !isAsking && (
          <div>
            <Button onClick={() => setIsAsking(true)}>{words.say('external.remove', { name })}</Button>
          </div>
        )}
        {isAsking && (
          <div role="group" aria-label={words.say('external.removeAsk', { name })} className={styles.fields}>
            <Text>{words.say('external.removeAsk', { name })}</Text>
            <Button appearance="danger" onClick={() => void remove()}>
              {words.say('external.removeYes')}
            </Button>
            <Button onClick={() => setIsAsking(false)}>{words.say('external.removeNo')}</Button>
          </div>
        )}
        {failure && <FailureMessage failure={failure} />}
      </Stack>
    </section>
  );
}
