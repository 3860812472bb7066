// One "add to this one" from its preview to its undo. What was previewed is what is applied, and asking again with the
// same plan goes on where it stopped, so a comment is never posted twice.

import { useEffect, useState } from 'react';
import type { ActionView, AddPreview, AppFailure, Result } from '../../src/contract';
import { isUndoable } from '../shared/states';
import { call } from '../shared/api';

export function useAdd(issueId: number, text: string) {
  const [preview, setPreview] = useState<AddPreview | null>(null);
  const [action, setAction] = useState<ActionView | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  useEffect(() => {
    let isCurrent = true;
    void call('review.previewAdd', { issueId, text }).then((result) => {
      if (!isCurrent) return;
      setPreview(result.ok ? result.value : null);
      setFailure(result.ok ? null : result.failure);
    });
    return () => {
      isCurrent = false;
    };
  }, [issueId, text]);

  const during = async (sent: Promise<Result<ActionView>>) => {
    setIsBusy(true);
    const result = await sent;
    setIsBusy(false);
    setFailure(result.ok ? null : result.failure);
    if (result.ok) setAction(result.value);
  };
  const planToken = preview?.planToken ?? null;
  return {
    preview,
    action,
    failure,
    isBusy,
    canApply: planToken !== null && (action === null || action.state === 'interrupted'),
    canUndo: action !== null && isUndoable(action),
    apply: () => {
      if (planToken !== null) void during(call('review.applyAdd', { planToken, text }));
    },
    undo: () => {
      if (action !== null) void during(call('review.undoAction', { actionId: action.actionId }));
    },
  };
}
