// What a view shows that fills with the first analysis, before there was one: that, and the way to where it is started.

import Button from '@atlaskit/button/default/button';
import EmptyState from '@atlaskit/empty-state';
import type { TextKey } from '../shared/text';
import { useWords } from '../shared/ui/words-context';
import { useOpenView } from './open-view';

export function NeverAnalysed({ description }: { readonly description: TextKey }) {
  const words = useWords();
  const open = useOpenView();
  return (
    <EmptyState
      headingLevel={2}
      header={words.say('never.title')}
      description={words.say(description)}
      primaryAction={open ? <Button onClick={() => open('/')}>{words.say('never.openPairs')}</Button> : undefined}
    />
  );
}
