// The work items of one space, as the signed-in person may see them, newest first.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import Lozenge from '@atlaskit/lozenge';
import SectionMessage from '@atlaskit/section-message';
import { useState } from 'react';
import { ActionMenu } from './action-menu';
import type { Boot } from './boot';
import { InAppLink } from './in-app-link';
import { nameIn, statusOf, summaryOf } from './issue-fields';
import { addressOf } from './routes';
import { readIssues, type IssueRow } from './server-api';
import styles from './shell.module.css';
import { useAnswer } from './use-answer';

export function IssueListView({ boot, projectKey }: { readonly boot: Boot; readonly projectKey: string }) {
  return (
    <div className={styles.padded}>
      <nav className={styles.breadcrumbInside} aria-label="Breadcrumb">
        Spaces / {projectKey}
      </nav>
      <Heading size="large" as="h1">
        Work items
      </Heading>
      <ActionMenu boot={boot} type="jira:backlogAction" label="Backlog actions" place={{ projectKey }} />
      <Pages key={`${projectKey} ${boot.person.accountId}`} projectKey={projectKey} />
    </div>
  );
}

/** Draws itself once for each page: the next one is asked for only when it is wanted. */
function Pages({ projectKey, pageToken }: { readonly projectKey: string; readonly pageToken?: string }) {
  const page = useAnswer(`${projectKey} ${pageToken ?? ''}`, () => readIssues(projectKey, pageToken));
  const [isMoreWanted, setIsMoreWanted] = useState(false);
  if (page.state === 'waiting') return <p role="status">Loading</p>;
  if (page.state === 'failed') {
    return (
      <SectionMessage appearance="error" title="Jira did not answer as expected">
        {page.sentence}
      </SectionMessage>
    );
  }
  const { issues, nextPageToken } = page.value;
  return (
    <>
      {issues.length === 0 && !pageToken && <p>No work item here is visible to you.</p>}
      <ul className={styles.issueRows}>{issues.map(row)}</ul>
      {nextPageToken && !isMoreWanted && <Button onClick={() => setIsMoreWanted(true)}>Show more</Button>}
      {nextPageToken && isMoreWanted && <Pages projectKey={projectKey} pageToken={nextPageToken} />}
    </>
  );
}

function row({ id, key, fields }: IssueRow) {
  const status = statusOf(fields);
  return (
    <li key={id} className={styles.issueRow}>
      <span className={styles.issueType}>{nameIn(fields, 'issuetype')}</span>
      <InAppLink href={addressOf.issue(key)} className={styles.issueKey}>
        {key}
      </InAppLink>
      <span className={styles.issueSummary}>{summaryOf(fields)}</span>
      <Lozenge appearance={status.appearance}>{status.name}</Lozenge>
    </li>
  );
}
