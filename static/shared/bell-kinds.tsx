// What a person wants to be told of: each kind on or off, and whether this space counts as one of theirs.

import Checkbox from '@atlaskit/checkbox';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import type { InboxView, NoticeKind, Result } from '../../src/contract';
import { call } from './api';
import type { TextKey } from './text';
import { useWords } from './ui/words-context';

interface BellKindsProps {
  readonly view: InboxView;
  readonly projectId: number | null;
  readonly onAnswer: (result: Result<InboxView>) => void;
}

const kindKeys: Readonly<Record<NoticeKind, TextKey>> = {
  'analysis-finished': 'bell.kindFinished',
  'analysis-failed': 'bell.kindFailed',
  'analysis-paused': 'bell.kindPaused',
  'new-duplicates': 'bell.kindNewDuplicates',
  assigned: 'bell.kindAssigned',
  'precision-fell': 'bell.kindPrecision',
  'app-unwell': 'bell.kindUnwell',
};

export function BellKinds({ view: { muted, followedProjectIds }, projectId, onAnswer }: BellKindsProps) {
  const words = useWords();
  const tell = (kind: NoticeKind, isOn: boolean) => {
    const kinds = isOn ? muted.filter((one) => one !== kind) : [...muted, kind];
    void call('inbox.mute', { kinds }).then(onAnswer);
  };
  return (
    <details>
      <summary>{words.say('bell.choose')}</summary>
      <Stack space="space.050">
        {(Object.keys(kindKeys) as NoticeKind[]).map((kind) => (
          <Checkbox
            key={kind}
            label={words.say(kindKeys[kind])}
            isChecked={!muted.includes(kind)}
            onChange={({ currentTarget }) => tell(kind, currentTarget.checked)}
          />
        ))}
        {projectId !== null && (
          <>
            <Checkbox
              label={words.say('bell.follow')}
              isChecked={followedProjectIds.includes(projectId)}
              onChange={({ currentTarget }) =>
                void call('inbox.follow', { projectId, isOn: currentTarget.checked }).then(onAnswer)
              }
            />
            <Text size="small" color="color.text.subtle">
              {words.say('bell.followHelp')}
            </Text>
          </>
        )}
      </Stack>
    </details>
  );
}
