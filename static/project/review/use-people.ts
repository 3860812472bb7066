// The names of the people that a list mentions, each asked for once. Until Jira has answered, and for people whom Jira
// does not name, a row says "somebody": a missing name is no reason to hold a list back.

import { useEffect, useRef, useState } from 'react';
import { readPeople } from '../../shared/as-viewer';

export function usePeople(accountIds: readonly (string | null)[]): ReadonlyMap<string, string> {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const asked = useRef(new Set<string>());
  const wanted = accountIds.filter((id): id is string => id !== null && id !== '');
  const signature = [...new Set(wanted)].sort().join(' ');

  useEffect(() => {
    const fresh = signature.split(' ').filter((id) => id !== '' && !asked.current.has(id));
    if (fresh.length === 0) return;
    for (const id of fresh) asked.current.add(id);
    void readPeople(fresh).then((result) => {
      if (result.ok) setNames((before) => new Map([...before, ...result.value]));
      else for (const id of fresh) asked.current.delete(id);
    });
  }, [signature]);

  return names;
}
