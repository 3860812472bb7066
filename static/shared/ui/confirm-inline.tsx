// Asks once more before something that cannot be taken back, right where the button was pressed: on a long page a dialog
// would open at the top of the app's frame, where nobody looks. The way back has the focus.

import Button from '@atlaskit/button/default/button';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';

interface ConfirmInlineProps {
  readonly title: string;
  readonly text: string;
  /** What the button that does it says. */
  readonly action: string;
  readonly keep: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function ConfirmInline({ title, text, action, keep, onConfirm, onClose }: ConfirmInlineProps) {
  return (
    <div role="group" aria-label={title}>
      <SectionMessage appearance="warning" title={title}>
        <Stack space="space.150">
          <Text>{text}</Text>
          <Inline space="space.100" shouldWrap>
            <Button onClick={onClose} autoFocus>
              {keep}
            </Button>
            <Button appearance="danger" onClick={onConfirm}>
              {action}
            </Button>
          </Inline>
        </Stack>
      </SectionMessage>
    </div>
  );
}
