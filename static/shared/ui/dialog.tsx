// A dialog where the person looks. Jira makes the frame of an app as high as its page, so Atlaskit's dialog, which stands at
// the top of the frame, would open out of sight of somebody who has scrolled down. Which part of the frame is on the screen
// is asked of the browser, the only one that may look across the frame's border; the dialog waits a moment for the answer.

import Modal, { ModalHeader, ModalTitle } from '@atlaskit/modal-dialog';
import { useEffect, useState, type ComponentProps } from 'react';
import './dialog.css';
import { useWords } from './words-context';

interface DialogProps extends Pick<ComponentProps<typeof Modal>, 'onClose' | 'width' | 'children'> {
  readonly title: string;
  /** What goes on cannot be undone, or not easily. */
  readonly tone?: 'warning' | 'danger';
}

/** So much must be there to work with, however little of the frame is on the screen. */
const leastHeightPx = 480;

/** No higher than what is in sight: its content scrolls, its buttons stay. */
export function Dialog({ title, tone, children, ...rest }: DialogProps) {
  const words = useWords();
  const isPlaced = usePlaceInSight();
  if (!isPlaced) return null;
  return (
    <Modal {...rest} testId="dialog">
      <ModalHeader hasCloseButton closeButtonLabel={words.say('dialog.close')}>
        <ModalTitle {...(tone === undefined ? {} : { appearance: tone })}>{title}</ModalTitle>
      </ModalHeader>
      {children}
    </Modal>
  );
}

function usePlaceInSight(): boolean {
  const [isPlaced, setIsPlaced] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => {
      observer.disconnect();
      const frameHeightPx = window.innerHeight;
      const seen = entry?.intersectionRect;
      const heightPx = Math.min(frameHeightPx, Math.max(seen?.height ?? 0, leastHeightPx));
      const topPx = Math.min(seen?.top ?? 0, frameHeightPx - heightPx);
      const { style } = document.documentElement;
      style.setProperty('--dialog-top', `${topPx}px`);
      style.setProperty('--dialog-height', `${heightPx}px`);
      setIsPlaced(true);
    });
    observer.observe(document.documentElement);
    return () => observer.disconnect();
  }, []);
  return isPlaced;
}
