// One "Mark as duplicate" from its preview to its undo, as the dialog needs it. The plan of the preview is what is applied:
// asking again with the same token goes on where an interrupted action stopped and never does a step twice.

import { useEffect, useState } from 'react';
import type { ActionView, AppFailure, MergePreview } from '../../../src/contract';
import { call } from '../../shared/api';
import { useProgress } from './use-progress';

interface Listeners {
  readonly onApplied: (action: ActionView) => void;
  readonly onUndone: (action: ActionView) => void;
}

interface Merge {
  readonly preview: MergePreview | null;
  readonly action: ActionView | null;
  /** While something is carried out or taken back: how far it is. */
  readonly progress: ActionView | null;
  readonly failure: AppFailure | null;
  readonly isBusy: boolean;
  readonly apply: () => void;
  readonly undo: () => void;
  /** Asks for a fresh preview, or for the undo that failed again. */
  readonly retry: () => void;
}

export function useMerge(duplicateId: number, canonicalId: number, { onApplied, onUndone }: Listeners): Merge {
  const [preview, setPreview] = useState<MergePreview | null>(null);
  const [action, setAction] = useState<ActionView | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const progress = useProgress(preview?.actionId ?? null, isBusy);

  useEffect(() => {
    let isCurrent = true;
    void call('review.previewMerge', { duplicateId, canonicalId }).then((result) => {
      if (!isCurrent) return;
      setPreview(result.ok ? result.value : null);
      setFailure(result.ok ? null : result.failure);
    });
    return () => {
      isCurrent = false;
    };
  }, [duplicateId, canonicalId, attempt]);

  const apply = async () => {
    if (preview === null || preview.planToken === null) return;
    setIsBusy(true);
    setFailure(null);
    const result = await call('review.applyMerge', { planToken: preview.planToken });
    setIsBusy(false);
    if (!result.ok) return setFailure(result.failure);
    setAction(result.value);
    if (result.value.state !== 'failed') onApplied(result.value);
  };

  const undo = async () => {
    if (action === null) return;
    setIsBusy(true);
    setFailure(null);
    const result = await call('review.undoAction', { actionId: action.actionId });
    setIsBusy(false);
    if (!result.ok) return setFailure(result.failure);
    setAction(result.value);
    onUndone(result.value);
  };

  return {
    preview,
    action,
    progress,
    failure,
    isBusy,
    apply: () => void apply(),
    undo: () => void undo(),
    retry: () => {
      if (action?.state === 'interrupted') void apply();
      else if (action !== null) void undo();
      else setAttempt((before) => before + 1);
    },
  };
}
