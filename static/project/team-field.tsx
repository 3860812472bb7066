// The team that a list, a chart or a file is about: one control for all of them. Where nobody keeps teams it is not there,
// so that it takes no room from those who have no use for it.

import { FailureMessage } from '../shared/ui/failure-message';
import { FilterField } from '../shared/ui/filter-fields';
import { Select } from '../shared/ui/select';
import { useWords } from '../shared/ui/words-context';
import { useTeamChoices } from './use-team-choices';

interface TeamFieldProps {
  readonly id: string;
  /** Undefined: whatever team owns the work items. */
  readonly teamId: string | undefined;
  readonly onChange: (teamId: string | undefined) => void;
  /** Inside of a dialog the list of choices must not be cut off by it. */
  readonly isInDialog?: boolean;
}

interface Option {
  readonly value: string | undefined;
  readonly label: string;
}

export function TeamField({ id, teamId, onChange, isInDialog = false }: TeamFieldProps) {
  const words = useWords();
  const answer = useTeamChoices();
  if (answer === null) return null;
  if (!answer.ok) return <FailureMessage failure={answer.failure} title={words.say('team.failed')} />;
  const { teams } = answer.value;
  if (teams.length === 0 && teamId === undefined) return null;
  const every: Option = { value: undefined, label: words.say('team.any') };
  const named = (isWanted: boolean): Option[] =>
    teams.filter(({ isOwn }) => isOwn === isWanted).map((team) => ({ value: team.id, label: team.name }));
  const own = named(true);
  const chosen = [every, ...own, ...named(false)].find(({ value }) => value === teamId);
  return (
    <FilterField id={id} label={words.say('team.label')}>
      <Select<Option>
        inputId={id}
        options={[
          { options: [every] },
          ...(own.length === 0 ? [] : [{ label: words.say('team.own'), options: own }]),
          { label: words.say(own.length === 0 ? 'team.all' : 'team.others'), options: named(false) },
        ]}
        getOptionValue={({ value }) => value ?? ''}
        value={chosen ?? { value: teamId, label: words.say('team.gone') }}
        onChange={(option) => option && onChange(option.value)}
        menuPosition={isInDialog ? 'fixed' : 'absolute'}
      />
    </FilterField>
  );
}
