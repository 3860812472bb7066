// Everything that can be chosen about a scope. The common case, this space and nothing else, needs none of it, so what
// narrows it is behind one line that opens.

import { ErrorMessage, HelperMessage, Label, ValidMessage } from '@atlaskit/form';
import { Stack } from '@atlaskit/primitives/compiled';
import TextArea from '@atlaskit/textarea';
import Textfield from '@atlaskit/textfield';
import type { AnalysisScope, ScopeNarrowing } from '../../../src/contract';
import type { TextKey } from '../../shared/text';
import { FailureMessage } from '../../shared/ui/failure-message';
import { Select } from '../../shared/ui/select';
import { useWords } from '../../shared/ui/words-context';
import { useQueueChoices } from '../review/queue-choices';
import { Several } from '../review/several';
import { TeamField } from '../team-field';
import type { JqlCheck } from '../use-jql-check';
import { BacklogField } from './backlog-field';
import styles from './scope.module.css';
import { SpaceField } from './space-field';

interface ScopeFieldsProps {
  readonly scope: AnalysisScope;
  readonly check: JqlCheck;
  readonly onChange: (scope: AnalysisScope) => void;
}

export function ScopeFields({ scope, check, onChange }: ScopeFieldsProps) {
  const words = useWords();
  const { projectIds, narrowing } = scope;
  const { choices, failure } = useQueueChoices(projectIds, true);
  const narrow = (change: Partial<ScopeNarrowing>) => onChange({ ...scope, narrowing: { ...narrowing, ...change } });
  return (
    <Stack space="space.200">
      <SpaceField projectIds={projectIds} onChange={(chosen) => onChange({ ...scope, projectIds: chosen })} />
      {failure && <FailureMessage failure={failure} />}
      <div className={styles.fields}>
        <Several
          id="scope-types"
          label="scope.types"
          isInDialog
          choices={choices?.types ?? null}
          isChosen={({ ids }) => ids.some((id) => narrowing.typeIds.includes(id))}
          onChange={(some) => narrow({ typeIds: some.flatMap(({ ids }) => ids) })}
        />
        <Several
          id="scope-components"
          label="scope.components"
          isInDialog
          choices={choices?.components ?? null}
          isChosen={({ name }) => narrowing.componentNames.includes(name)}
          onChange={(some) => narrow({ componentNames: some.map(({ name }) => name) })}
        />
        <SprintField sprint={narrowing.sprint} onChange={(sprint) => narrow({ sprint })} />
        <TeamField
          id="scope-team"
          isInDialog
          teamId={narrowing.teamId ?? undefined}
          onChange={(teamId) => narrow({ teamId: teamId ?? null })}
        />
        <BacklogField
          projectIds={projectIds}
          backlogIds={narrowing.backlogIds}
          onChange={(backlogIds) => narrow({ backlogIds })}
        />
      </div>
      <div>
        <Label htmlFor="jql">
          {words.say('start.jql')} ({words.say('start.optional')})
        </Label>
        <TextArea
          id="jql"
          value={scope.jql ?? ''}
          onChange={(event) => onChange({ ...scope, jql: event.currentTarget.value })}
          isInvalid={check.errors.length > 0}
          isMonospaced
          minimumRows={2}
          aria-describedby="jql-check"
        />
        <div id="jql-check" role="status">
          {check.state === 'empty' && <HelperMessage>{words.say('start.jqlHelp')}</HelperMessage>}
          {check.state === 'checking' && <HelperMessage>{words.say('start.jqlChecking')}</HelperMessage>}
          {check.state === 'good' && <ValidMessage>{words.say('start.jqlGood')}</ValidMessage>}
          {check.errors.map((error) => (
            <ErrorMessage key={error}>{error}</ErrorMessage>
          ))}
        </div>
      </div>
    </Stack>
  );
}

type SprintKind = 'any' | 'open' | 'future' | 'none' | 'one';
const sprintKeys: Readonly<Record<SprintKind, TextKey>> = {
  any: 'scope.sprintAny',
  open: 'scope.sprintOpen',
  future: 'scope.sprintFuture',
  none: 'scope.sprintNone',
  one: 'scope.sprintOne',
};

interface SprintFieldProps {
  readonly sprint: ScopeNarrowing['sprint'];
  readonly onChange: (sprint: ScopeNarrowing['sprint']) => void;
}

/** No sprint has this number: what a field shows in which nobody has typed yet. */
const noNumber = 0;

function SprintField({ sprint, onChange }: SprintFieldProps) {
  const words = useWords();
  const kind: SprintKind = sprint === null ? 'any' : typeof sprint === 'number' ? 'one' : sprint;
  const options = (Object.keys(sprintKeys) as SprintKind[]).map((value) => ({
    value,
    label: words.say(sprintKeys[value]),
  }));
  return (
    <div>
      <Label htmlFor="scope-sprint">{words.say('scope.sprint')}</Label>
      <Select
        inputId="scope-sprint"
        isSearchable={false}
        options={options}
        value={options.find(({ value }) => value === kind) ?? null}
        onChange={(option) => {
          if (option) onChange(option.value === 'any' ? null : option.value === 'one' ? noNumber : option.value);
        }}
        menuPosition="fixed"
      />
      {typeof sprint === 'number' && (
        <>
          <Label htmlFor="scope-sprint-number">{words.say('scope.sprintNumber')}</Label>
          <Textfield
            id="scope-sprint-number"
            inputMode="numeric"
            value={sprint === noNumber ? '' : String(sprint)}
            isInvalid={sprint === noNumber}
            onChange={({ currentTarget }) => onChange(Number(currentTarget.value.replace(/\D/g, '').slice(0, 12)))}
          />
          <HelperMessage>{words.say('scope.sprintNumberHelp')}</HelperMessage>
        </>
      )}
    </div>
  );
}

/** What the fields can hold while somebody types, and nobody can start. */
export function isIncomplete({ projectIds, narrowing }: AnalysisScope): boolean {
  return projectIds.length === 0 || narrowing.sprint === noNumber;
}
