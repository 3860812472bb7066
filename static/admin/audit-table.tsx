// The lines of the audit log as a table.

import Button from '@atlaskit/button/default/button';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import type { AuditRow } from '../../src/contract';
import { FailureMessage } from '../shared/ui/failure-message';
import { usePeople } from '../project/review/use-people';
import { Loading } from '../shared/ui/loading';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';
import type { AuditLog } from './use-audit';

export function AuditTable({ log }: { readonly log: AuditLog }) {
  const words = useWords();
  const names = usePeople(log.rows?.map(({ accountId }) => accountId) ?? []);
  if (log.failure) return <FailureMessage failure={log.failure} onRetry={log.more} />;
  if (log.rows === null) return <Loading label="page.loading" shape="rows" />;
  if (log.rows.length === 0) return <Text>{words.say('audit.none')}</Text>;
  const who = ({ accountId, isByApp }: AuditRow) =>
    isByApp ? words.say('audit.byApp') : (names.get(accountId ?? '') ?? words.say('audit.somebody'));
  return (
    <Stack space="space.200" alignInline="start">
      <div className={styles.table} tabIndex={0} role="region" aria-label={words.say('audit.title')}>
        <table className={styles.plainTable}>
          <thead>
            <tr>
              <th scope="col">{words.say('audit.columnTime')}</th>
              <th scope="col">{words.say('audit.columnWho')}</th>
              <th scope="col">{words.say('audit.columnEvent')}</th>
              <th scope="col">{words.say('audit.columnDetail')}</th>
            </tr>
          </thead>
          <tbody>
            {log.rows.map((row) => (
              <tr key={row.n}>
                <td>{words.clockTime(row.at)}</td>
                <td>{who(row)}</td>
                <td>
                  {words.say(`audit.event.${row.event}`)}
                  {row.refusedAs !== null && ` – ${words.say('audit.refused', { code: row.refusedAs })}`}
                </td>
                <td className={styles.record}>{row.detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {log.hasMore && (
        <Button isLoading={log.isLoading} onClick={log.more}>
          {words.say('audit.more')}
        </Button>
      )}
    </Stack>
  );
}
