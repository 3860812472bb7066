// The first half of the mapping: which link, status and resolution a duplicate gets, and what is carried over to the one
// that is kept. Without a choice Jira's own words decide.

import Checkbox from '@atlaskit/checkbox';
import Heading from '@atlaskit/heading';
import { Stack } from '@atlaskit/primitives/compiled';
import type { MappingView, StepKind } from '../../../src/contract';
import type { TextKey } from '../../shared/text';
import { Field, helpIdOf } from '../../shared/ui/field';
import { Select } from '../../shared/ui/select';
import { useWords } from '../../shared/ui/words-context';
import mappingStyles from './mapping.module.css';
import type { MappingPartProps } from './use-mapping';

export function JiraChoices({ draft, isReadOnly, onChange, view }: MappingPartProps & { readonly view: MappingView }) {
  const words = useWords();
  const linkTypes = view.linkTypes.map(({ id, name, outward }) => ({ id, name: `${name} (${outward})` }));
  return (
    <section aria-labelledby="mapping-in-jira">
      <Stack space="space.100" alignInline="stretch">
        <Heading as="h3" size="small" id="mapping-in-jira">
          {words.say('mapping.inJira')}
        </Heading>
        <div className={mappingStyles.choices}>
          <NameChoice
            id="mapping-link-type"
            label="mapping.linkType"
            automatic="mapping.linkTypeAuto"
            names={linkTypes}
            value={draft.linkTypeId}
            isReadOnly={isReadOnly}
            onChange={(linkTypeId) => onChange({ linkTypeId })}
          />
          <NameChoice
            id="mapping-status"
            label="mapping.status"
            automatic="mapping.statusAuto"
            names={view.statuses}
            value={draft.statusId}
            isReadOnly={isReadOnly}
            onChange={(statusId) => onChange({ statusId })}
          />
          <NameChoice
            id="mapping-resolution"
            label="mapping.resolution"
            automatic="mapping.resolutionAuto"
            names={view.resolutions}
            value={draft.resolutionId}
            isReadOnly={isReadOnly}
            onChange={(resolutionId) => onChange({ resolutionId })}
          />
        </div>
      </Stack>
    </section>
  );
}

const stepTexts: readonly (readonly [Exclude<StepKind, 'link'>, TextKey])[] = [
  ['transition', 'mapping.step.transition'],
  ['comment', 'mapping.step.comment'],
  ['watchers', 'mapping.step.watchers'],
  ['vote', 'mapping.step.vote'],
  ['labels', 'mapping.step.labels'],
  ['components', 'mapping.step.components'],
  ['priority', 'mapping.step.priority'],
  ['attachments', 'mapping.step.attachments'],
];

export function CarriedOver({ draft, isReadOnly, onChange }: MappingPartProps) {
  const words = useWords();
  const without = (kind: StepKind): StepKind[] => draft.steps.filter((one) => one !== kind);
  return (
    <fieldset className={mappingStyles.steps} disabled={isReadOnly}>
      <legend className={mappingStyles.legend}>{words.say('mapping.steps')}</legend>
      {stepTexts.map(([kind, text]) => (
        <Checkbox
          key={kind}
          label={words.say(text)}
          isChecked={draft.steps.includes(kind)}
          isDisabled={isReadOnly}
          onChange={(event) => onChange({ steps: [...without(kind), ...(event.currentTarget.checked ? [kind] : [])] })}
        />
      ))}
    </fieldset>
  );
}

interface NameChoiceProps {
  readonly id: string;
  readonly label: TextKey;
  /** What null means. */
  readonly automatic: TextKey;
  readonly names: readonly { readonly id: string; readonly name: string }[];
  readonly value: string | null;
  readonly isReadOnly: boolean;
  readonly onChange: (id: string | null) => void;
}

function NameChoice({ id, label, automatic, names, value, isReadOnly, onChange }: NameChoiceProps) {
  const words = useWords();
  const isKnown = value === null || names.some((one) => one.id === value);
  const options = [
    { value: null, label: words.say('mapping.automatic') },
    ...names.map((one) => ({ value: one.id, label: one.name })),
    ...(isKnown ? [] : [{ value, label: words.say('mapping.gone', { id: value }) }]),
  ];
  return (
    <Field id={id} label={words.say(label)} help={value === null ? words.say(automatic) : undefined}>
      <Select<{ readonly value: string | null; readonly label: string }>
        inputId={id}
        options={options}
        value={options.find((option) => option.value === value) ?? null}
        isDisabled={isReadOnly}
        isInvalid={!isKnown}
        aria-describedby={helpIdOf(id)}
        onChange={(option) => option && onChange(option.value)}
      />
    </Field>
  );
}
