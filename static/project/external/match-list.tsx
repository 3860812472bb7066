// Work items of an external backlog that are like one here, the best match first. What is elsewhere is plainly marked.

import Button from '@atlaskit/button/default/button';
import Lozenge from '@atlaskit/lozenge';
import { Text } from '@atlaskit/primitives/compiled';
import Spinner from '@atlaskit/spinner';
import { router } from '@forge/bridge';
import { useCallback, useEffect, useState } from 'react';
import type { AppFailure, ExternalBacklog } from '../../../src/contract';
import { FailureMessage } from '../../shared/ui/failure-message';
import { IssueLink } from '../../shared/ui/issue-link';
import { Match } from '../../shared/ui/match';
import { useWords } from '../../shared/ui/words-context';
import styles from './external.module.css';
import { type ReadMatch, readMatches } from './match-report';

interface MatchListProps {
  readonly projectId: number;
  readonly siteUrl: string;
  readonly backlog: ExternalBacklog;
}

const rowsPerPage = 25;

export function MatchList({ projectId, siteUrl, backlog }: MatchListProps) {
  const words = useWords();
  const [rows, setRows] = useState<readonly ReadMatch[] | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const { backlogId, name, comparedAt } = backlog;
  const load = useCallback(
    async (from: string | null) => {
      const answer = await readMatches({ projectId, backlogId, cursor: from, limit: rowsPerPage });
      if (!answer.ok) return setFailure(answer.failure);
      setFailure(null);
      const { rows: read } = answer.value;
      setRows((shown) => [...(from === null ? [] : (shown ?? [])), ...read]);
      setCursor(answer.value.nextCursor);
    },
    [projectId, backlogId],
  );
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- what is shown belongs to this comparison
    void load(null);
  }, [load, comparedAt]);
  if (failure) return <FailureMessage failure={failure} onRetry={() => void load(null)} />;
  if (rows === null) return <Spinner label={words.say('external.loading')} />;
  if (rows.length === 0) return <Text>{words.say('external.noMatches')}</Text>;
  return (
    <>
      <ul className={styles.matches} aria-label={words.say('external.matchesOf', { name })}>
        {rows.map(({ external, issue, score, tier }) => (
          <li key={`${external.key} ${issue.id}`} className={styles.match}>
            <div>
              <Lozenge appearance="new">{name}</Lozenge> <Origin externalKey={external.key} url={external.url} />
              <div>{external.title}</div>
              <Text size="small" color="color.text.subtle">
                {external.status}
              </Text>
            </div>
            <IssueLink issue={issue} siteUrl={siteUrl} />
            <Match score={score} tier={tier} />
          </li>
        ))}
      </ul>
      {cursor !== null && <Button onClick={() => void load(cursor)}>{words.say('external.more')}</Button>}
    </>
  );
}

function Origin({ externalKey, url }: { readonly externalKey: string; readonly url: string | null }) {
  if (url === null) return <span>{externalKey}</span>;
  return (
    <a
      href={url}
      rel="noreferrer"
      onClick={(event) => {
        event.preventDefault();
        void router.open(url);
      }}
    >
      {externalKey}
    </a>
  );
}
