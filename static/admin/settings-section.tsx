// The settings of the site.

import Heading from '@atlaskit/heading';
import { Stack } from '@atlaskit/primitives/compiled';
import { useWords } from '../shared/ui/words-context';
import { Answered } from './answered';
import { SettingsForm } from './settings-form';
import { useAnswer } from './use-answer';

export function SettingsSection() {
  const words = useWords();
  const { answer, ask } = useAnswer('settings.read', {});
  return (
    <Answered answer={answer} onRetry={ask}>
      {(saved) => (
        <Stack space="space.200">
          <Heading as="h2" size="medium">
            {words.say('admin.settings')}
          </Heading>
          <SettingsForm key={saved.version} saved={saved} onChanged={ask} />
        </Stack>
      )}
    </Answered>
  );
}
