// What an administrator sees of the whole site: the two settings, and every recent analysis with its cost.

import Heading from '@atlaskit/heading';
import PageHeader from '@atlaskit/page-header';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import Skeleton from '@atlaskit/skeleton';
import { useCallback, useEffect, useState } from 'react';
import type { AnswerOf, Result } from '../../src/contract';
import { call } from '../shared/api';
import { FailureMessage } from '../shared/ui/failure-message';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';
import { ScansTable } from './scans-table';
import { SettingsForm } from './settings-form';

type Overview = AnswerOf<'admin.overview'>;

export function AdminPage() {
  const words = useWords();
  const [overview, setOverview] = useState<Result<Overview> | null>(null);
  const load = useCallback(() => void call('admin.overview', {}).then(setOverview), []);
  useEffect(load, [load]);

  return (
    <div className={styles.page}>
      <PageHeader>{words.say('admin.title')}</PageHeader>
      <Stack space="space.400">
        <Text color="color.text.subtle">{words.say('admin.intro')}</Text>
        {overview?.ok === false && <FailureMessage failure={overview.failure} onRetry={load} />}
        {overview === null && <LoadingShape />}
        {overview?.ok && (
          <>
            <Stack space="space.200">
              <Heading as="h2" size="medium">
                {words.say('admin.settings')}
              </Heading>
              <SettingsForm saved={overview.value} />
            </Stack>
            <Stack space="space.200">
              <Heading as="h2" size="medium">
                {words.say('admin.scans')}
              </Heading>
              <ScansTable scans={overview.value.scans} />
              <Text size="small" color="color.text.subtle">
                {words.say('admin.engine', { version: overview.value.engineVersion })}
              </Text>
            </Stack>
          </>
        )}
      </Stack>
    </div>
  );
}

function LoadingShape() {
  const words = useWords();
  return (
    <div role="status" aria-label={words.say('page.loading')}>
      <Stack space="space.200">
        <Skeleton width="160px" height="28px" isShimmering />
        <Skeleton width="320px" height="80px" isShimmering />
        <Skeleton width="320px" height="80px" isShimmering />
      </Stack>
    </div>
  );
}
