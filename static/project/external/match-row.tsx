// One match: the work item of elsewhere with the way to its origin, the one here, how well they match and why, and the
// answer "not a duplicate" with its way back.

import Button from '@atlaskit/button/default/button';
import Lozenge from '@atlaskit/lozenge';
import { Text } from '@atlaskit/primitives/compiled';
import { router } from '@forge/bridge';
import { IssueLink } from '../../shared/ui/issue-link';
import { Match } from '../../shared/ui/match';
import { Reasons } from '../../shared/ui/reasons';
import { useWords } from '../../shared/ui/words-context';
import styles from './external.module.css';
import type { ReadMatch } from './match-report';

interface MatchRowProps {
  readonly row: ReadMatch;
  readonly siteUrl: string;
  readonly backlogName: string;
  readonly isDismissed: boolean;
  readonly onAnswer: (isDismissed: boolean) => void;
}

export function MatchRow({ row, siteUrl, backlogName, isDismissed, onAnswer }: MatchRowProps) {
  const words = useWords();
  const { external, issue, score, tier, evidence, against } = row;
  const pair = { other: external.key, own: issue.key };
  return (
    <li className={styles.match}>
      <div>
        <Lozenge appearance="new">{backlogName}</Lozenge> <Origin externalKey={external.key} url={external.url} />
        <div>{external.title}</div>
        <Text size="small" color="color.text.subtle">
          {external.status}
        </Text>
      </div>
      <IssueLink issue={issue} siteUrl={siteUrl} />
      <Match score={score} tier={tier} />
      <div>
        <Reasons evidence={evidence} against={against} />
        <div className={styles.answer}>
          <Button
            spacing="compact"
            aria-label={words.say(isDismissed ? 'external.putBackPair' : 'external.dismissPair', pair)}
            onClick={() => onAnswer(!isDismissed)}
          >
            {words.say(isDismissed ? 'external.putBack' : 'external.dismiss')}
          </Button>
          <span role="status">
            {isDismissed && <Text color="color.text.subtle">{words.say('external.isDismissed')}</Text>}
          </span>
        </div>
      </div>
    </li>
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
