// One work item: title, description and details as this person may see them, and the app's panel in the right column.

import Heading from '@atlaskit/heading';
import Lozenge from '@atlaskit/lozenge';
import SectionMessage from '@atlaskit/section-message';
import Skeleton from '@atlaskit/skeleton';
import { ActionMenu } from './action-menu';
import { AdfView } from './adf-view';
import { AppFrame } from './app-frame';
import { moduleOf, type Boot } from './boot';
import { InAppLink } from './in-app-link';
import { dayOf, nameIn, namesIn, statusOf, summaryOf } from './issue-fields';
import { addressOf } from './routes';
import { readIssue, type IssueRow } from './server-api';
import styles from './shell.module.css';
import { useAnswer } from './use-answer';

export function IssueView({ boot, issueKey }: { readonly boot: Boot; readonly issueKey: string }) {
  const issue = useAnswer(`${issueKey} ${boot.person.accountId}`, () => readIssue(issueKey));
  if (issue.state === 'failed') {
    return (
      <div className={styles.padded}>
        <SectionMessage appearance="warning" title={`${issueKey} cannot be shown`}>
          {issue.sentence}
        </SectionMessage>
      </div>
    );
  }
  const projectKey = issueKey.replace(/-\d+$/, '');
  return (
    <div className={styles.issue}>
      <div className={styles.issueMain}>
        <nav className={styles.breadcrumbInside} aria-label="Breadcrumb">
          <InAppLink href={addressOf.issues(projectKey)}>{projectKey}</InAppLink> / {issueKey}
        </nav>
        <ActionMenu boot={boot} type="jira:issueAction" label="Actions" place={{ issueKey }} />
        {issue.state === 'answered' ? (
          <Texts issue={issue.value} />
        ) : (
          <Skeleton width="70%" height="32px" isShimmering />
        )}
      </div>
      <aside className={styles.issueSide} aria-label="Details">
        {issue.state === 'answered' && (
          <>
            <Panel boot={boot} issueKey={issueKey} />
            <Details issue={issue.value} />
          </>
        )}
      </aside>
    </div>
  );
}

function Texts({ issue }: { readonly issue: IssueRow }) {
  return (
    <>
      <Heading size="large" as="h1">
        {summaryOf(issue.fields)}
      </Heading>
      <section className={styles.description} aria-label="Description">
        <Heading size="xsmall" as="h2">
          Description
        </Heading>
        <AdfView document={issue.fields['description']} />
      </section>
    </>
  );
}

function Panel({ boot, issueKey }: { readonly boot: Boot; readonly issueKey: string }) {
  const module = moduleOf(boot, 'jira:issueContext');
  if (!module) return null;
  return (
    <section className={styles.sideBox} aria-label={module.title}>
      <Heading size="xsmall" as="h2">
        {module.title}
      </Heading>
      <AppFrame boot={boot} module={module} place={{ issueKey }} />
    </section>
  );
}

function Details({ issue: { fields } }: { readonly issue: IssueRow }) {
  const status = statusOf(fields);
  const lines: readonly (readonly [string, string])[] = [
    ['Type', nameIn(fields, 'issuetype')],
    ['Resolution', nameIn(fields, 'resolution') || 'Unresolved'],
    ['Priority', nameIn(fields, 'priority')],
    ['Reporter', nameIn(fields, 'reporter')],
    ['Assignee', nameIn(fields, 'assignee') || 'Unassigned'],
    ['Components', namesIn(fields, 'components')],
    ['Labels', namesIn(fields, 'labels')],
    ['Created', dayOf(fields, 'created')],
    ['Updated', dayOf(fields, 'updated')],
  ];
  return (
    <section className={styles.sideBox} aria-label="Details">
      <Heading size="xsmall" as="h2">
        Details
      </Heading>
      <dl className={styles.details}>
        <dt>Status</dt>
        <dd>
          <Lozenge appearance={status.appearance}>{status.name}</Lozenge>
        </dd>
        {lines
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label} className={styles.detail}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
