// Which backlogs of other sites an analysis is compared with: those that are attached to the chosen spaces. Where none is
// attached the field is not there.

import { useEffect, useState } from 'react';
import type { AnswerOf, Result } from '../../../src/contract';
import { call } from '../../shared/api';
import { FailureMessage } from '../../shared/ui/failure-message';
import { FilterField } from '../../shared/ui/filter-fields';
import { Select } from '../../shared/ui/select';
import { useWords } from '../../shared/ui/words-context';

interface BacklogFieldProps {
  readonly projectIds: readonly number[];
  /** Empty: all. */
  readonly backlogIds: readonly string[];
  readonly onChange: (backlogIds: readonly string[]) => void;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

/** Of so many spaces the backlogs are offered; those of the others are compared unless some are chosen. */
const maxSpaces = 10;

export function BacklogField({ projectIds, backlogIds, onChange }: BacklogFieldProps) {
  const words = useWords();
  const answer = useAttached(projectIds);
  if (answer === null) return null;
  if (!answer.ok) return <FailureMessage failure={answer.failure} title={words.say('scope.backlogsFailed')} />;
  const known = answer.value;
  const gone = backlogIds.filter((id) => !known.some(({ value }) => value === id));
  const options = [...known, ...gone.map((value): Option => ({ value, label: words.say('scope.backlogGone') }))];
  if (options.length === 0) return null;
  return (
    <FilterField id="scope-backlogs" label={words.say('scope.backlogs')}>
      <Select<Option, true>
        inputId="scope-backlogs"
        isMulti
        options={options}
        value={options.filter(({ value }) => backlogIds.includes(value))}
        onChange={(chosen) => onChange(chosen.map(({ value }) => value))}
        placeholder={words.say('scope.backlogsAll')}
        menuPosition="fixed"
      />
    </FilterField>
  );
}

/** Null until every space has answered. */
function useAttached(projectIds: readonly number[]): Result<readonly Option[]> | null {
  const [answer, setAnswer] = useState<Result<readonly Option[]> | null>(null);
  const signature = projectIds.slice(0, maxSpaces).join(' ');
  useEffect(() => {
    let isCurrent = true;
    const ids = signature === '' ? [] : signature.split(' ').map(Number);
    void Promise.all(ids.map((projectId) => call('external.list', { projectId }))).then((answers) => {
      if (isCurrent) setAnswer(attachedIn(answers));
    });
    return () => {
      isCurrent = false;
    };
  }, [signature]);
  return answer;
}

function attachedIn(answers: readonly Result<AnswerOf<'external.list'>>[]): Result<readonly Option[]> {
  const options: Option[] = [];
  for (const answer of answers) {
    if (!answer.ok) return answer;
    for (const { rootId, name, state } of answer.value.backlogs) {
      if (state !== 'uploading') options.push({ value: rootId, label: name });
    }
  }
  return { ok: true, value: options };
}
