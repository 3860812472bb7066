// A report to send to whoever helps: to copy or to download. It holds ids and figures only, and shows what it holds.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import TextArea from '@atlaskit/textarea';
import { showFlag } from '@forge/bridge';
import { useState } from 'react';
import type { HealthView } from '../../src/contract';
import { handOut } from '../shared/hand-out';
import { useWords } from '../shared/ui/words-context';

export function SupportReport({ health }: { readonly health: HealthView }) {
  const words = useWords();
  const [isShown, setIsShown] = useState(false);
  const report = JSON.stringify(health, null, 2);
  const say = (title: string) => void showFlag({ id: 'report', type: 'success', title, isAutoDismiss: true });
  const download = () => {
    handOut('backlog-intelligence-health.json', 'application/json', report);
    say(words.say('adminHealth.reportMade'));
  };
  const copy = () =>
    navigator.clipboard.writeText(report).then(
      () => say(words.say('adminHealth.copied')),
      // Some browsers let no frame write there: then it is marked to be copied by hand.
      () => setIsShown(true),
    );
  return (
    <Stack space="space.100">
      <Heading as="h2" size="medium">
        {words.say('adminHealth.support')}
      </Heading>
      <Text>{words.say('adminHealth.supportHelp')}</Text>
      <Inline space="space.100" shouldWrap>
        <Button onClick={() => setIsShown(!isShown)} aria-expanded={isShown}>
          {words.say(isShown ? 'adminHealth.hideReport' : 'adminHealth.showReport')}
        </Button>
        <Button onClick={() => void copy()}>{words.say('adminHealth.copy')}</Button>
        <Button onClick={download}>{words.say('adminHealth.report')}</Button>
      </Inline>
      {isShown && (
        <TextArea
          aria-label={words.say('adminHealth.support')}
          value={report}
          isReadOnly
          isMonospaced
          minimumRows={12}
          maxHeight="400px"
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </Stack>
  );
}
