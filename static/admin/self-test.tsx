// The test that plants a pair: started here, done by the real queue, asked for until it is over.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import Lozenge from '@atlaskit/lozenge';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { AppFailure, SelfTestCheck } from '../../src/contract';
import { call } from '../shared/api';
import { FailureMessage } from '../shared/ui/failure-message';
import { useWords } from '../shared/ui/words-context';

const pauseMs = 1_500;

export function SelfTest() {
  const words = useWords();
  const [checks, setChecks] = useState<readonly SelfTestCheck[] | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isRunning, setIsRunning] = useState(false);
  const run = async () => {
    setIsRunning(true);
    setChecks(null);
    const outcome = await testOnce();
    setIsRunning(false);
    setFailure('failure' in outcome ? outcome.failure : null);
    setChecks('checks' in outcome ? outcome.checks : null);
  };
  return (
    <Stack space="space.200" alignInline="start">
      <Heading as="h2" size="medium">
        {words.say('selfTest.title')}
      </Heading>
      <Text>{words.say('selfTest.intro')}</Text>
      <Button isLoading={isRunning} onClick={() => void run()}>
        {words.say('selfTest.start')}
      </Button>
      {failure && <FailureMessage failure={failure} />}
      <div role="status">
        <Stack space="space.100">
          {checks?.map(({ check, problem }) => (
            <Inline key={check} space="space.100" alignBlock="center">
              <Lozenge appearance={problem === null ? 'success' : 'removed'}>
                {words.say(problem === null ? 'selfTest.passed' : 'selfTest.failed')}
              </Lozenge>
              <Text>
                {words.say(`selfTest.${check}`)}
                {problem !== null && ` (${problem})`}
              </Text>
            </Inline>
          ))}
        </Stack>
      </div>
    </Stack>
  );
}

type Outcome = { readonly checks: readonly SelfTestCheck[] } | { readonly failure: AppFailure };

async function testOnce(): Promise<Outcome> {
  const started = await call('health.startSelfTest', {});
  if (!started.ok) return { failure: started.failure };
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    const view = await call('health.selfTest', { testId: started.value.testId });
    if (!view.ok) return { failure: view.failure };
    if (view.value.isOver) return { checks: view.value.checks };
  }
}
