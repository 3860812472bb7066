// The summary of this space by mail: whether and when it leaves, whether the person who looks gets it, and for who manages
// the space its change. Following is the same as with the bell; how often is in the personal settings.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import Lozenge from '@atlaskit/lozenge';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import { useState } from 'react';
import type { AppFailure, Result, SummaryView, SummaryWish } from '../../../src/contract';
import { call } from '../../shared/api';
import type { TextKey, Words } from '../../shared/text';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import { hourName, weekdayName } from '../analyses/schedule-words';
import { useAnswer } from '../../shared/use-answer';
import { SummaryForm } from './summary-form';

export function SummarySection({ projectId }: { readonly projectId: number }) {
  const words = useWords();
  const { value, failure, reload, show } = useAnswer('summaries.read', { projectId });
  const [isEditing, setIsEditing] = useState(false);
  const [notSaved, setNotSaved] = useState<AppFailure | null>(null);
  const take = (result: Result<SummaryView>) => {
    setNotSaved(result.ok ? null : result.failure);
    if (!result.ok) return;
    show(result.value);
    setIsEditing(false);
  };
  const save = async (digest: SummaryWish) => take(await call('summaries.save', { projectId, digest }));
  const follow = async (isOn: boolean) => {
    const followed = await call('inbox.follow', { projectId, isOn });
    setNotSaved(followed.ok ? null : followed.failure);
    reload();
  };
  return (
    <section aria-label={words.say('summary.title')}>
      <Stack space="space.150">
        <Heading as="h2" size="medium">
          {words.say('summary.title')}
        </Heading>
        <Text color="color.text.subtle">{words.say('summary.intro')}</Text>
        {failure && <FailureMessage failure={failure} onRetry={reload} />}
        {notSaved && <FailureMessage failure={notSaved} title={words.say('summary.notSaved')} />}
        {value && <Clock view={value} words={words} />}
        {value?.digest && (
          <Inline space="space.100" alignBlock="center" shouldWrap>
            <Text>{words.say(yourKey(value))}</Text>
            <Button spacing="compact" onClick={() => void follow(!value.isFollowed)}>
              {words.say(value.isFollowed ? 'summary.unfollow' : 'summary.follow')}
            </Button>
          </Inline>
        )}
        {value?.canChange &&
          (isEditing ? (
            <SummaryForm digest={value.digest} onSave={save} onClose={() => setIsEditing(false)} />
          ) : (
            <Change
              digest={value.digest}
              onEdit={() => setIsEditing(true)}
              onSave={save}
              onRemove={async () => take(await call('summaries.remove', { projectId }))}
            />
          ))}
      </Stack>
    </section>
  );
}

function Clock({ view: { digest }, words }: { readonly view: SummaryView; readonly words: Words }) {
  if (digest === null) return <Text>{words.say('summary.off')}</Text>;
  const { issueKey, hour, weekday, timeZone, isPaused, nextRun, last } = digest;
  return (
    <>
      <Inline space="space.100" alignBlock="center" shouldWrap>
        <Text>
          {words.say('summary.times', {
            time: hourName(hour, words),
            day: weekdayName(weekday, words),
            timeZone,
            key: issueKey ?? words.say('summary.hiddenItem'),
          })}
        </Text>
        {isPaused && <Lozenge appearance="moved">{words.say('summary.paused')}</Lozenge>}
      </Inline>
      <Text color="color.text.subtle">
        {[
          ...(isPaused ? [] : [words.say('summary.next', { when: words.clockTime(nextRun) })]),
          ...(last === null ? [] : [words.say('summary.last', { when: words.clockTime(last.at), sent: last.sent })]),
          ...(last === null || last.unsure === 0 ? [] : [words.say('summary.unsure', { count: last.unsure })]),
        ].join(' ')}
      </Text>
      {last?.problem === 'no-item' && (
        <SectionMessage appearance="warning">{words.say('summary.noItem')}</SectionMessage>
      )}
    </>
  );
}

function yourKey({ isFollowed, rhythm }: SummaryView): TextKey {
  if (!isFollowed) return 'summary.youNot';
  return ({ off: 'summary.youOff', daily: 'summary.youDaily', weekly: 'summary.youWeekly' } as const)[rhythm];
}

interface ChangeProps {
  readonly digest: SummaryView['digest'];
  readonly onEdit: () => void;
  readonly onSave: (wish: SummaryWish) => Promise<void>;
  readonly onRemove: () => Promise<void>;
}

function Change({ digest, onEdit, onSave, onRemove }: ChangeProps) {
  const words = useWords();
  const [isRemoving, setIsRemoving] = useState(false);
  if (digest === null) {
    return (
      <Inline>
        <Button onClick={onEdit}>{words.say('summary.setUp')}</Button>
      </Inline>
    );
  }
  const { issueKey, hour, weekday, timeZone, isPaused } = digest;
  if (isRemoving) {
    return (
      <Inline space="space.100" alignBlock="center" shouldWrap>
        <Text>{words.say('summary.removeConfirm')}</Text>
        <Button appearance="danger" onClick={() => void onRemove()}>
          {words.say('summary.removeGo')}
        </Button>
        <Button appearance="subtle" onClick={() => setIsRemoving(false)}>
          {words.say('summary.keep')}
        </Button>
      </Inline>
    );
  }
  return (
    <Inline space="space.100" shouldWrap>
      {issueKey !== null && (
        <Button
          spacing="compact"
          onClick={() => void onSave({ issueKey, hour, weekday, timeZone, isPaused: !isPaused })}
        >
          {words.say(isPaused ? 'summary.goOn' : 'summary.pause')}
        </Button>
      )}
      <Button spacing="compact" onClick={onEdit}>
        {words.say('summary.change')}
      </Button>
      <Button spacing="compact" appearance="subtle" onClick={() => setIsRemoving(true)}>
        {words.say('summary.remove')}
      </Button>
    </Inline>
  );
}
