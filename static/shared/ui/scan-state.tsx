// The state of an analysis as a lozenge: the same word and colour on the project page and on the admin page.

import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import type { ScanProgress, ScanState } from '../../../src/contract';
import { useWords } from './words-context';

const appearanceOf: Readonly<Record<ScanState | 'stalled', ThemeAppearance>> = {
  queued: 'default',
  fetching: 'inprogress',
  comparing: 'inprogress',
  paused: 'moved',
  finished: 'success',
  cancelled: 'default',
  failed: 'removed',
  stalled: 'moved',
};

const liveStates: ReadonlySet<ScanState> = new Set(['queued', 'fetching', 'comparing', 'paused']);

export const isLive = (progress: ScanProgress): boolean => liveStates.has(progress.state);

export function ScanStateLozenge({ progress }: { readonly progress: ScanProgress }) {
  const words = useWords();
  const state = progress.isStalled ? 'stalled' : progress.state;
  return <Lozenge appearance={appearanceOf[state]}>{words.say(`scan.${state}`)}</Lozenge>;
}
