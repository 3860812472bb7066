// The mapping of one space while somebody edits it: what is saved, the draft beside it, and the way to Jira's own refusal.
// Saving goes through the version that was loaded, so two managers never overwrite each other unseen.

import { useCallback, useEffect, useState } from 'react';
import type { AppFailure, Mapping, MappingView, Result } from '../../../src/contract';
import { call } from '../../shared/api';

interface MappingDraft {
  readonly view: MappingView | null;
  readonly draft: Mapping | null;
  readonly failure: AppFailure | null;
  readonly saveFailure: AppFailure | null;
  readonly isSaving: boolean;
  readonly isChanged: boolean;
  readonly change: (change: Partial<Mapping>) => void;
  readonly discard: () => void;
  /** True when it was saved. */
  readonly save: () => Promise<boolean>;
  readonly reload: () => void;
}

/** What each part of the form is given. */
export interface MappingPartProps {
  readonly draft: Mapping;
  readonly isReadOnly: boolean;
  readonly onChange: (change: Partial<Mapping>) => void;
}

export function useMapping(projectId: number): MappingDraft {
  const [view, setView] = useState<MappingView | null>(null);
  const [draft, setDraft] = useState<Mapping | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [saveFailure, setSaveFailure] = useState<AppFailure | null>(null);
  const [isSaving, setIsSaving] = useState(false);

  const take = useCallback((result: Result<MappingView>) => {
    if (!result.ok) return;
    setView(result.value);
    setDraft(result.value.mapping);
  }, []);
  const load = useCallback(() => {
    void call('review.mapping', { projectId }).then((result) => {
      setFailure(result.ok ? null : result.failure);
      take(result);
    });
  }, [projectId, take]);
  useEffect(load, [load]);

  return {
    view,
    draft,
    failure,
    saveFailure,
    isSaving,
    isChanged: view !== null && JSON.stringify(view.mapping) !== JSON.stringify(draft),
    change: (change) => setDraft((before) => before && { ...before, ...change }),
    discard: () => {
      setSaveFailure(null);
      setDraft(view?.mapping ?? null);
    },
    save: async () => {
      if (draft === null) return false;
      setIsSaving(true);
      const result = await call('review.saveMapping', { projectId, mapping: asSaved(draft) });
      setIsSaving(false);
      setSaveFailure(result.ok ? null : result.failure);
      take(result);
      return result.ok;
    },
    reload: load,
  };
}

function asSaved(draft: Mapping): Mapping {
  const template = draft.commentTemplate?.trim() ?? '';
  return {
    ...draft,
    commentTemplate: template === '' ? null : template,
    guards: draft.guards.map(({ name, jql }) => ({ name: name.trim(), jql: jql.trim() })),
  };
}
