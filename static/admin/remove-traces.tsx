// Before the app is uninstalled: what it has left in Jira itself is counted first, and taken away space by space after a
// confirmation. Jira deletes the app's own storage by itself.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import { useState } from 'react';
import type { AppFailure, Result, TracesView } from '../../src/contract';
import { call } from '../shared/api';
import { ConfirmInline } from '../shared/ui/confirm-inline';
import { FailureMessage } from '../shared/ui/failure-message';
import { useWords } from '../shared/ui/words-context';

export function RemoveTraces() {
  const words = useWords();
  const [traces, setTraces] = useState<TracesView | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [state, setState] = useState<'idle' | 'looking' | 'asking' | 'removing' | 'removed'>('idle');

  const look = async (then: 'idle' | 'removed') => {
    const found = await call('data.traces', {});
    setFailure(found.ok ? null : found.failure);
    setTraces(found.ok ? found.value : null);
    setState(then);
  };
  const remove = async (found: TracesView) => {
    setState('removing');
    const failed = await removeAll(found);
    if (failed === null) return look('removed');
    setFailure(failed);
    setState('idle');
  };
  const isBusy = state === 'looking' || state === 'removing';
  const isNothing = traces !== null && traces.hintedProjectIds.length + traces.marked.length === 0;
  return (
    <Stack space="space.200" alignInline="start">
      <Heading as="h2" size="medium">
        {words.say('traces.title')}
      </Heading>
      <Text>{words.say('traces.intro')}</Text>
      <Inline space="space.100" shouldWrap>
        <Button
          isDisabled={isBusy}
          isLoading={state === 'looking'}
          onClick={() => {
            setState('looking');
            void look('idle');
          }}
        >
          {words.say('traces.look')}
        </Button>
        {traces !== null && !isNothing && state !== 'asking' && (
          <Button
            appearance="danger"
            isDisabled={isBusy}
            isLoading={state === 'removing'}
            onClick={() => setState('asking')}
          >
            {words.say('traces.remove')}
          </Button>
        )}
      </Inline>
      {failure && <FailureMessage failure={failure} />}
      <div role="status">
        {traces !== null && (
          <SectionMessage appearance={isNothing ? 'success' : 'information'}>
            {isNothing ? (
              <p>{words.say(state === 'removed' ? 'traces.removed' : 'traces.nothing')}</p>
            ) : (
              <>
                <p>{words.say('traces.hints', { count: traces.hintedProjectIds.length })}</p>
                <p>{words.say('traces.marks', { count: itemsOf(traces) })}</p>
                {state === 'removed' && <p>{words.say('traces.left')}</p>}
              </>
            )}
          </SectionMessage>
        )}
      </div>
      {state === 'asking' && traces !== null && (
        <ConfirmInline
          title={words.say('traces.confirm')}
          text={words.say('traces.confirmText')}
          action={words.say('traces.remove')}
          keep={words.say('traces.keep')}
          onConfirm={() => void remove(traces)}
          onClose={() => setState('idle')}
        />
      )}
    </Stack>
  );
}

const itemsOf = ({ marked }: TracesView) => marked.reduce((sum, { items }) => sum + items, 0);

/** Null: everything was asked for; what this person may not edit stays, and is counted afterwards. */
async function removeAll({ hintedProjectIds, marked }: TracesView): Promise<AppFailure | null> {
  for (const projectId of hintedProjectIds) {
    const done = await call('hints.switch', { projectId, isOn: false });
    if (!done.ok) return done.failure;
  }
  for (const { projectId } of marked) {
    for (let afterId: number | null = 0; afterId !== null;) {
      const page: Result<{ readonly nextAfterId: number | null }> = await call('marks.refresh', {
        projectId,
        afterId: afterId === 0 ? null : afterId,
        isRemoving: true,
      });
      if (!page.ok) return page.failure;
      afterId = page.value.nextAfterId;
    }
  }
  return null;
}
