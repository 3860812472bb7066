// The mails that Jira has sent to the signed-in person, the newest first. They leave this machine for nobody: what Jira
// would mail is kept by the stand-in, and shown here.

import Heading from '@atlaskit/heading';
import SectionMessage from '@atlaskit/section-message';
import type { Boot } from './boot';
import { readMailbox } from './server-api';
import styles from './shell.module.css';
import { useAnswer } from './use-answer';

export function MailboxView({ boot }: { readonly boot: Boot }) {
  const answer = useAnswer(`mailbox ${boot.person.accountId}`, readMailbox);
  return (
    <div className={styles.padded}>
      <Heading size="large" as="h1">
        Mail to {boot.person.displayName}
      </Heading>
      {answer.state === 'waiting' && <p role="status">Loading</p>}
      {answer.state === 'failed' && (
        <SectionMessage appearance="error" title="The mailbox cannot be read">
          {answer.sentence}
        </SectionMessage>
      )}
      {answer.state === 'answered' && answer.value.length === 0 && <p>Jira has sent no mail to you.</p>}
      {answer.state === 'answered' &&
        answer.value.map(({ atMs, subject, textBody }) => (
          <article key={`${atMs} ${subject}`} aria-label={subject}>
            <Heading size="small" as="h2">
              {subject}
            </Heading>
            <p>{new Date(atMs).toLocaleString()}</p>
            <pre className={styles.mail}>{textBody}</pre>
          </article>
        ))}
    </div>
  );
}
