// Two tables of figures on the health page: how long calls took as pages saw it, and how much of each kind is stored.

import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import type { HealthView } from '../../src/contract';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';

const mostMethods = 15;

export function TimingsTable({ timings }: Pick<HealthView, 'timings'>) {
  const words = useWords();
  const milliseconds = (ms: number) => words.say('adminHealth.ms', { ms });
  return (
    <Stack space="space.100">
      <Heading as="h2" size="medium">
        {words.say('adminHealth.timings')}
      </Heading>
      <Text>{words.say(timings.length === 0 ? 'adminHealth.noTimings' : 'adminHealth.timingsHelp')}</Text>
      {timings.length > 0 && (
        <div className={styles.table} tabIndex={0} role="region" aria-label={words.say('adminHealth.timings')}>
          <table className={styles.plainTable}>
            <thead>
              <tr>
                <th scope="col">{words.say('adminHealth.operation')}</th>
                <th scope="col">{words.say('adminHealth.calls')}</th>
                <th scope="col">{words.say('adminHealth.half')}</th>
                <th scope="col">{words.say('adminHealth.most')}</th>
              </tr>
            </thead>
            <tbody>
              {timings.slice(0, mostMethods).map(({ method, calls, p50Ms, p95Ms }) => (
                <tr key={method}>
                  <th scope="row">{method}</th>
                  <td>{words.number(calls)}</td>
                  <td>{milliseconds(p50Ms)}</td>
                  <td>{milliseconds(p95Ms)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Stack>
  );
}

export function StorageTable({ storage }: Pick<HealthView, 'storage'>) {
  const words = useWords();
  const kilobytes = (bytes: number) => words.say('adminHealth.kilobytes', { count: Math.ceil(bytes / 1_000) });
  const sum = storage.reduce((total, { bytes }) => total + bytes, 0);
  return (
    <Stack space="space.100">
      <Heading as="h2" size="medium">
        {words.say('adminHealth.storage')}
      </Heading>
      <Text>{words.say('adminHealth.storageSum', { size: kilobytes(sum) })}</Text>
      <div className={styles.table} tabIndex={0} role="region" aria-label={words.say('adminHealth.storage')}>
        <table className={styles.plainTable}>
          <thead>
            <tr>
              <th scope="col">{words.say('adminHealth.kind')}</th>
              <th scope="col">{words.say('adminHealth.values')}</th>
              <th scope="col">{words.say('adminHealth.size')}</th>
            </tr>
          </thead>
          <tbody>
            {storage.map(({ kind, values, bytes }) => (
              <tr key={kind}>
                <th scope="row">{words.say(`stored.size.${kind}`)}</th>
                <td>{words.number(values)}</td>
                <td>{kilobytes(bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Stack>
  );
}
