// The review queue across spaces. It opens with every analysed space that this person may browse; a chosen space narrows it.
// Everything else is the queue of a space, so that nobody has to learn a second one.

import EmptyState from '@atlaskit/empty-state';
import { Label } from '@atlaskit/form';
import { useState } from 'react';
import { ReviewPage } from '../project/review/review-page';
import { Bell } from '../shared/bell';
import { FailureMessage } from '../shared/ui/failure-message';
import { Loading } from '../shared/ui/loading';
import { Page } from '../shared/ui/page';
import { Select } from '../shared/ui/select';
import { useWords } from '../shared/ui/words-context';
import styles from './global.module.css';
import type { Space } from '../shared/as-viewer';
import { useSpaces } from './use-spaces';

interface GlobalPageProps {
  readonly siteUrl: string;
  readonly accountId: string;
}

export function GlobalPage(props: GlobalPageProps) {
  return (
    <div className={styles.withBell}>
      <Bell siteUrl={props.siteUrl} projectId={null} />
      <QueueOfSpaces {...props} />
    </div>
  );
}

function QueueOfSpaces({ siteUrl, accountId }: GlobalPageProps) {
  const words = useWords();
  const { spaces, failure, reload } = useSpaces();
  const [chosen, setChosen] = useState<readonly Space[]>([]);
  if (failure !== null) {
    return (
      <Page>
        <FailureMessage failure={failure} onRetry={reload} />
      </Page>
    );
  }
  if (spaces === null) {
    return (
      <Page>
        <Loading label="table.loading" shape="rows" />
      </Page>
    );
  }
  if (spaces.length === 0) {
    return (
      <Page>
        <EmptyState headingLevel={1} header={words.say('global.none')} description={words.say('global.noneText')} />
      </Page>
    );
  }
  return (
    <ReviewPage
      projectIds={(chosen.length > 0 ? chosen : spaces).map(({ id }) => id)}
      siteUrl={siteUrl}
      accountId={accountId}
      spaces={
        <div className={styles.spaces}>
          <Label htmlFor="queue-spaces">{words.say('global.spaces')}</Label>
          <Select<Space, true>
            inputId="queue-spaces"
            isMulti
            options={spaces}
            getOptionLabel={({ name, key }) => `${name} (${key})`}
            getOptionValue={({ key }) => key}
            value={chosen}
            onChange={setChosen}
            placeholder={words.say('global.allSpaces', { count: spaces.length })}
          />
        </div>
      }
    />
  );
}
