// What the notices say, the newest first. A pair of work items is shown as Jira shows it to this person.

import Button from '@atlaskit/button/default/button';
import Lozenge from '@atlaskit/lozenge';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import type { InboxView, Notice, NoticeKind, Result } from '../../src/contract';
import { openSpacePage } from './open-space-page';
import { useNamedSpaces } from './use-space-names';
import { call } from './api';
import type { Space } from './as-viewer';
import styles from './bell.module.css';
import type { TextKey, Words } from './text';
import { FailureMessage } from './ui/failure-message';
import { IssueLink } from './ui/issue-link';
import { useWords } from './ui/words-context';
import { useTitles } from './use-titles';

interface BellListProps {
  readonly notices: readonly Notice[];
  readonly siteUrl: string;
  readonly onAnswer: (result: Result<InboxView>) => void;
  /** Somebody has gone to what a notice is about. */
  readonly onLeave: () => void;
}

const sentenceKeys: Readonly<Record<NoticeKind, TextKey>> = {
  'analysis-finished': 'bell.finished',
  'analysis-failed': 'bell.failed',
  'analysis-paused': 'bell.paused',
  'new-duplicates': 'bell.newDuplicates',
  assigned: 'bell.assigned',
  'precision-fell': 'bell.precision',
  'app-unwell': 'bell.unwell',
};

export function BellList({ notices, siteUrl, onAnswer, onLeave }: BellListProps) {
  const words = useWords();
  const { issues, failure } = useTitles(notices.flatMap(({ pairs }) => pairs.flatMap(({ a, b }) => [a, b])));
  const spaces = useNamedSpaces(notices.flatMap(({ projectIds }) => projectIds));
  if (notices.length === 0) return <Text color="color.text.subtle">{words.say('bell.empty')}</Text>;
  return (
    <>
      {failure && <FailureMessage failure={failure} title={words.say('bell.titlesFailed')} />}
      <ul className={styles.list}>
        {notices.map((notice) => (
          <li key={notice.id} className={styles.notice}>
            <Stack space="space.075">
              <Inline space="space.100" alignBlock="center" shouldWrap>
                {!notice.isRead && <Lozenge appearance="new">{words.say('bell.new')}</Lozenge>}
                <Text weight={notice.isRead ? 'regular' : 'medium'}>{sentenceOf(notice, spaces, words)}</Text>
                <Text size="small" color="color.text.subtle">
                  {words.ago(notice.at)}
                </Text>
              </Inline>
              {notice.pairs.map(({ a, b }) => {
                const [one, other] = [issues?.get(a), issues?.get(b)];
                if (one === undefined || other === undefined) return null;
                return (
                  <div key={`${a} ${b}`} className={styles.pair}>
                    <IssueLink issue={one} siteUrl={siteUrl} />
                    <IssueLink issue={other} siteUrl={siteUrl} />
                  </div>
                );
              })}
              <Inline space="space.100">
                <OpenButton notice={notice} spaces={spaces} onLeave={onLeave} />
                {!notice.isRead && (
                  <Button
                    spacing="compact"
                    appearance="subtle"
                    onClick={() => void call('inbox.markRead', { ids: [notice.id] }).then(onAnswer)}
                  >
                    {words.say('bell.markRead')}
                  </Button>
                )}
              </Inline>
            </Stack>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The view of the space's page that shows what a notice tells of; null: no space's page does. */
const viewOf: Readonly<Record<NoticeKind, string | null>> = {
  'analysis-finished': '/',
  'analysis-failed': '/analyses',
  'analysis-paused': '/analyses',
  'new-duplicates': '/review',
  assigned: '/review',
  'precision-fell': '/dashboard',
  'app-unwell': null,
};

interface OpenButtonProps {
  readonly notice: Notice;
  readonly spaces: readonly Space[];
  readonly onLeave: () => void;
}

/** Of several spaces, the page of the first one that this person may see. */
function OpenButton({ notice: { kind, projectIds }, spaces, onLeave }: OpenButtonProps) {
  const words = useWords();
  const space = spaces.find(({ id }) => projectIds.includes(id));
  const path = viewOf[kind];
  if (space === undefined || path === null) return null;
  const open = () => {
    openSpacePage(space.key, path);
    onLeave();
  };
  return (
    <Button spacing="compact" onClick={open}>
      {words.say('bell.open')}
    </Button>
  );
}

function sentenceOf({ kind, projectIds, until }: Notice, spaces: readonly Space[], words: Words): string {
  const known = spaces.filter(({ id }) => projectIds.includes(id)).map(({ name }) => name);
  const isNamed = known.length > 0 && known.length === projectIds.length && known.length <= 3;
  const about = isNamed
    ? new Intl.ListFormat(words.locale).format(known)
    : words.say('count.spaces', { count: projectIds.length });
  return words.say(sentenceKeys[kind], { spaces: about, time: until === null ? '' : words.clockTime(until) });
}
