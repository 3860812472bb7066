// What somebody may do, as a list with the reason above it: the same for oneself and for somebody else.

import Lozenge from '@atlaskit/lozenge';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import type { OwnRole } from '../../../src/contract';
import { useWords } from './words-context';

export function CapabilityList({ held }: { readonly held: OwnRole }) {
  const words = useWords();
  return (
    <Stack space="space.100">
      <Text>
        {words.say('why.role', { role: words.say(`role.${held.role}`), reason: words.say(`why.by.${held.by}`) })}
      </Text>
      {held.capabilities.map(({ capability, role, isAllowed }) => (
        <Inline key={capability} space="space.100" alignBlock="center" shouldWrap>
          <Lozenge appearance={isAllowed ? 'success' : 'default'}>
            {words.say(isAllowed ? 'roles.yes' : 'roles.no')}
          </Lozenge>
          <Text>{words.say(`capability.${capability}`)}</Text>
          {!isAllowed && (
            <Text size="small" color="color.text.subtle">
              {words.say('why.needs', { role: words.say(`role.${role}`) })}
            </Text>
          )}
        </Inline>
      ))}
    </Stack>
  );
}
