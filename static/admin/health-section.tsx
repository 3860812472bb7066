// How the app is doing, line by line, the test that plants a pair, figures of speed and storage, and a report to send to
// whoever helps.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import Lozenge from '@atlaskit/lozenge';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import type { HealthView } from '../../src/contract';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';
import { Answered } from './answered';
import { ExplanationRow } from './explanation-row';
import { StorageTable, TimingsTable } from './health-figures';
import { SelfTest } from './self-test';
import { SupportReport } from './support-report';
import { useAnswer } from './use-answer';

export function HealthSection() {
  const words = useWords();
  const { answer, ask } = useAnswer('health.read', {});
  return (
    <Answered answer={answer} onRetry={ask}>
      {(health) => (
        <Stack space="space.400">
          <Stack space="space.200">
            <Heading as="h2" size="medium">
              {words.say('adminHealth.title')}
            </Heading>
            <div>
              <Button onClick={ask}>{words.say('adminHealth.again')}</Button>
            </div>
            <Lines health={health} />
          </Stack>
          <SelfTest />
          <TimingsTable timings={health.timings} />
          <StorageTable storage={health.storage} />
          <SupportReport health={health} />
        </Stack>
      )}
    </Answered>
  );
}

function Lines({ health }: { readonly health: HealthView }) {
  const words = useWords();
  const { queue, points, spaces, jobs, choreFailures, failures, connection } = health;
  const stale = spaces.filter(({ isStale, isPartial }) => isStale || isPartial).length;
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label={words.say('adminHealth.title')}>
      <table className={styles.plainTable}>
        <tbody>
          {connection.map(({ check, problem }) => (
            <tr key={check}>
              <th scope="row">{words.say(`health.check.${check}`)}</th>
              <td>
                <Lozenge appearance={problem === null ? 'success' : 'removed'}>
                  {problem === null ? words.say('adminHealth.ok') : words.say('adminHealth.problem', { code: problem })}
                </Lozenge>
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{words.say('adminHealth.spaces')}</th>
            <td>
              {words.say('adminHealth.analysed', {
                count: spaces.filter(({ finishedAt }) => finishedAt !== null).length,
              })}
              {stale > 0 && ` ${words.say('adminHealth.stale', { count: stale })}`}
            </td>
          </tr>
          {jobs.map(({ job, lastAt, isLate }) => (
            <tr key={job}>
              <th scope="row">{words.say(`health.job.${job}`)}</th>
              <td>
                {lastAt === null ? words.say('adminHealth.never') : words.ago(lastAt)}
                {lastAt !== null && isLate && ` – ${words.say('adminHealth.late')}`}
              </td>
            </tr>
          ))}
          {choreFailures.length > 0 && (
            <tr>
              <th scope="row">{words.say('adminHealth.choreFailures')}</th>
              <td>
                {choreFailures.map(({ chore, code, since }) => (
                  <Text key={chore} as="p">
                    {words.say('adminHealth.choreFailed', {
                      chore: words.say(`health.chore.${chore}`),
                      code,
                      since: words.ago(since),
                    })}
                  </Text>
                ))}
              </td>
            </tr>
          )}
          <tr>
            <th scope="row">{words.say('adminHealth.queue')}</th>
            <td>
              {words.say('adminHealth.queued', { scans: queue.liveScans, changes: queue.waitingChanges })}
              {queue.oldestSince !== null &&
                ` ${words.say('adminHealth.oldest', { since: words.ago(queue.oldestSince) })}`}
              {queue.stalledScans > 0 && ` ${words.say('adminHealth.stalled', { count: queue.stalledScans })}`}
            </td>
          </tr>
          <tr>
            <th scope="row">{words.say('adminHealth.points')}</th>
            <td>{words.say('adminHealth.pointsUsed', { used: points.usedThisHour, budget: points.budgetPerHour })}</td>
          </tr>
          <ExplanationRow />
          <tr>
            <th scope="row">{words.say('adminHealth.failures')}</th>
            <td>
              {failures.length === 0
                ? words.say('settings.none')
                : failures.map(({ scanId, code, at }) => (
                    <Text key={scanId} as="p">
                      {words.ago(at)}: {code}
                    </Text>
                  ))}
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
