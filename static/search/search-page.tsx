// Before something is reported: what is like it already? A form like Jira's own, and below it, with every key, the work
// items that it resembles. It ends in one of two ways, and in neither are the typed words lost: "it is this one" adds
// them to what exists, "none of these" opens Jira's own dialog filled with them.

import Button from '@atlaskit/button/default/button';
import { Label } from '@atlaskit/form';
import { ModalTransition } from '@atlaskit/modal-dialog';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import TextArea from '@atlaskit/textarea';
import Textfield from '@atlaskit/textfield';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { IssueView } from '../../src/contract';
import { useWords } from '../shared/ui/words-context';
import { PageHead } from '../shared/ui/page-head';
import { AddDialog } from './add-dialog';
import { createInstead } from './create-instead';
import { ResultList } from './result-list';
import { focusNeighbour, useSlashKey } from './search-keys';
import { Answer } from './search-answer';
import { type Draft, isEmpty, useLiveSearch } from './use-live-search';
import styles from './search.module.css';

interface SearchPageProps {
  /** Null while no space is chosen. */
  readonly projectId: number | null;
  readonly siteUrl: string;
}

const nothingTyped: Draft = { summary: '', description: '' };
const endings = { created: 'search.created', added: 'search.added', 'not-opened': 'search.not-opened' } as const;

export function SearchPage({ projectId, siteUrl }: SearchPageProps) {
  const words = useWords();
  const [draft, setDraft] = useState(nothingTyped);
  const [chosen, setChosen] = useState<IssueView | null>(null);
  const [ending, setEnding] = useState<keyof typeof endings | null>(null);
  const { answer, askAgain } = useLiveSearch(projectId, draft);
  const page = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLInputElement>(null);
  useSlashKey(title);

  const write = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change });
    setEnding(null);
  };
  const create = () => {
    if (projectId === null) return;
    createInstead(projectId, draft, () => {
      setDraft(nothingTyped);
      setEnding('created');
    }).catch(() => setEnding('not-opened'));
  };
  const move = (event: KeyboardEvent) => {
    if (page.current !== null && focusNeighbour(event, page.current, title.current)) event.preventDefault();
  };
  const isReady = projectId !== null && !isEmpty(draft);

  return (
    <div className={styles.page} ref={page} onKeyDown={move}>
      <Stack space="space.200">
        <PageHead title={words.say('search.heading')} intro={words.say('search.intro')} />
        <div>
          <Label htmlFor="search-title">{words.say('search.summary')}</Label>
          <Textfield
            id="search-title"
            ref={title}
            value={draft.summary}
            maxLength={255}
            autoComplete="off"
            placeholder={words.say('search.summaryHint')}
            aria-describedby="search-keys"
            onChange={(event) => write({ summary: event.currentTarget.value })}
          />
        </div>
        <div>
          <Label htmlFor="search-description">
            {words.say('search.description')} ({words.say('start.optional')})
          </Label>
          <TextArea
            id="search-description"
            value={draft.description}
            minimumRows={3}
            onChange={(event) => write({ description: event.currentTarget.value })}
          />
        </div>
        <Text id="search-keys" size="small" color="color.text.subtle">
          {words.say('search.keys')}
        </Text>
        {ending !== null && (
          <div role="status">
            <SectionMessage appearance={ending === 'not-opened' ? 'error' : 'success'}>
              {words.say(endings[ending])}
            </SectionMessage>
          </div>
        )}
        <Answer answer={answer} isAsked={isReady} onRetry={askAgain}>
          {(candidates) => <ResultList candidates={candidates} siteUrl={siteUrl} onChoose={setChosen} />}
        </Answer>
        {isReady && (
          <div className={styles.end}>
            <Text>{words.say('search.noneOfThese')}</Text>
            <Button appearance="primary" isDisabled={draft.summary.trim() === ''} onClick={create}>
              {words.say('search.create')}
            </Button>
          </div>
        )}
      </Stack>
      <ModalTransition>
        {chosen !== null && (
          <AddDialog
            issue={chosen}
            draft={draft}
            onClose={(isAdded) => {
              setChosen(null);
              if (!isAdded) return;
              setDraft(nothingTyped);
              setEnding('added');
            }}
          />
        )}
      </ModalTransition>
    </div>
  );
}
