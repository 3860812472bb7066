// The work items that the text resembles, the most alike first: key, status, title, match, and the words that both have.
// A key opens its work item beside this page, because leaving it would lose what has been typed.

import Button from '@atlaskit/button/default/button';
import Lozenge from '@atlaskit/lozenge';
import { router } from '@forge/bridge';
import type { MouseEvent } from 'react';
import type { CandidateView, IssueView } from '../../src/contract';
import { statusAppearances } from '../shared/states';
import { useWords } from '../shared/ui/words-context';
import styles from './search.module.css';

interface ResultListProps {
  readonly candidates: readonly CandidateView[];
  readonly siteUrl: string;
  readonly onChoose: (issue: IssueView) => void;
}

const mostTerms = 6;

export function ResultList({ candidates, siteUrl, onChoose }: ResultListProps) {
  const words = useWords();
  return (
    <ol className={styles.results} aria-label={words.say('search.results')}>
      {candidates.map(({ issue, score, evidence }) => (
        <li key={issue.id} className={styles.result}>
          <div className={styles.what}>
            <div className={styles.line}>
              <Key issue={issue} siteUrl={siteUrl} />
              <Lozenge appearance={statusAppearances[issue.statusCategory]}>{issue.statusName}</Lozenge>
              <span className={styles.match}>{words.say('match.label', { percent: words.percent(score) })}</span>
            </div>
            <span className={styles.title}>{issue.summary}</span>
            <Shared terms={evidence.flatMap(({ terms }) => terms)} />
          </div>
          <div className={styles.choose}>
            <Button
              spacing="compact"
              aria-label={words.say('search.thisOneNamed', { key: issue.key })}
              onClick={() => onChoose(issue)}
            >
              {words.say('search.thisOne')}
            </Button>
          </div>
        </li>
      ))}
    </ol>
  );
}

function Key({ issue: { key }, siteUrl }: { readonly issue: IssueView; readonly siteUrl: string }) {
  const path = `/browse/${key}`;
  const open = (event: MouseEvent) => {
    event.preventDefault();
    void router.open(path);
  };
  return (
    <a href={siteUrl + path} onClick={open} onAuxClick={open}>
      {key}
    </a>
  );
}

function Shared({ terms }: { readonly terms: readonly string[] }) {
  const words = useWords();
  if (terms.length === 0) return null;
  const some = [...new Set(terms)].slice(0, mostTerms);
  return <span className={styles.terms}>{`${words.say('evidence.shared-terms')}: ${some.join(', ')}`}</span>;
}
