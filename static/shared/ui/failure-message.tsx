// A failure as people see it: what went wrong in their words, when to try again, and the reference that finds it in the log.

import Button from '@atlaskit/button/default/button';
import SectionMessage from '@atlaskit/section-message';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import type { AppFailure } from '../../../src/contract';
import { failureSentence } from '../explain';
import { useWords } from './words-context';

interface FailureMessageProps {
  readonly failure: AppFailure;
  readonly title?: string;
  readonly onRetry?: () => void;
}

export function FailureMessage({ failure, title, onRetry }: FailureMessageProps) {
  const words = useWords();
  return (
    <div role="alert">
      <SectionMessage appearance="error" title={title ?? words.say('failure.title')}>
        <Stack space="space.100" alignInline="start">
          <Text>{failureSentence(failure, words)}</Text>
          {failure.reference && (
            <Text size="small" color="color.text.subtle">
              {words.say('failure.reference', { reference: failure.reference })}
            </Text>
          )}
          {onRetry && (
            <Button spacing="compact" onClick={onRetry}>
              {words.say('failure.retry')}
            </Button>
          )}
        </Stack>
      </SectionMessage>
    </div>
  );
}
