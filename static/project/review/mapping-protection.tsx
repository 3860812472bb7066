// What no click may change: work items that a rule in JQL finds, and those with a label of customers, which are never
// closed in favour of one without. Each rule is shown to Jira while it is typed; the backend enforces all of them.

import Button from '@atlaskit/button/default/button';
import { ErrorMessage, HelperMessage, Label, ValidMessage } from '@atlaskit/form';
import Heading from '@atlaskit/heading';
import { Stack } from '@atlaskit/primitives/compiled';
import { CreatableSelect } from '@atlaskit/select';
import TextArea from '@atlaskit/textarea';
import Textfield from '@atlaskit/textfield';
import type { Mapping } from '../../../src/contract';
import { useWords } from '../../shared/ui/words-context';
import { useJqlCheck } from '../use-jql-check';
import mappingStyles from './mapping.module.css';
import type { MappingPartProps } from './use-mapping';

type Rule = Mapping['guards'][number];

const maxRules = 10;
const maxLabels = 20;

export function isRuleComplete({ name, jql }: Rule): boolean {
  return name.trim() !== '' && jql.trim() !== '';
}

export function Protection({
  draft,
  isReadOnly,
  onChange,
  hasTried,
}: MappingPartProps & { readonly hasTried: boolean }) {
  const words = useWords();
  const { guards } = draft;
  const replaced = (at: number, change: Partial<Rule>): Rule[] =>
    guards.map((rule, index) => (index === at ? { ...rule, ...change } : rule));
  return (
    <section aria-labelledby="mapping-protection">
      <Stack space="space.200" alignInline="stretch">
        <Heading as="h3" size="small" id="mapping-protection">
          {words.say('mapping.protection')}
        </Heading>
        <CustomerLabels draft={draft} isReadOnly={isReadOnly} onChange={onChange} />
        <Stack space="space.100" alignInline="stretch">
          <Heading as="h4" size="xxsmall">
            {words.say('mapping.guards')}
          </Heading>
          <HelperMessage>{words.say('mapping.guardsHelp')}</HelperMessage>
          {guards.map((rule, index) => (
            <RuleFields
              key={index}
              number={index + 1}
              rule={rule}
              isReadOnly={isReadOnly}
              hasTried={hasTried}
              onChange={(change) => onChange({ guards: replaced(index, change) })}
              onRemove={() => onChange({ guards: guards.filter((_, at) => at !== index) })}
            />
          ))}
          {!isReadOnly && guards.length < maxRules && (
            <div>
              <Button onClick={() => onChange({ guards: [...guards, { name: '', jql: '' }] })}>
                {words.say('mapping.guardAdd')}
              </Button>
            </div>
          )}
        </Stack>
      </Stack>
    </section>
  );
}

function CustomerLabels({ draft, isReadOnly, onChange }: MappingPartProps) {
  const words = useWords();
  const options = draft.customerLabels.map((label) => ({ value: label, label }));
  return (
    <div>
      <Label htmlFor="mapping-customer-labels">{words.say('mapping.customerLabels')}</Label>
      <CreatableSelect<{ readonly value: string; readonly label: string }, true>
        inputId="mapping-customer-labels"
        isMulti
        isDisabled={isReadOnly}
        options={[]}
        value={options}
        placeholder=""
        components={{ DropdownIndicator: null }}
        noOptionsMessage={({ inputValue }) => (/\s/.test(inputValue.trim()) ? words.say('mapping.labelRule') : null)}
        formatCreateLabel={(label) => words.say('mapping.addLabel', { label })}
        isValidNewOption={(text) => /^\S{1,255}$/.test(text) && !draft.customerLabels.includes(text)}
        onChange={(chosen) => onChange({ customerLabels: chosen.slice(0, maxLabels).map(({ value }) => value) })}
      />
      <HelperMessage>{words.say('mapping.customerLabelsHelp')}</HelperMessage>
    </div>
  );
}

interface RuleFieldsProps {
  /** From 1. */
  readonly number: number;
  readonly rule: Rule;
  readonly isReadOnly: boolean;
  readonly hasTried: boolean;
  readonly onChange: (change: Partial<Rule>) => void;
  readonly onRemove: () => void;
}

function RuleFields({ number, rule, isReadOnly, hasTried, onChange, onRemove }: RuleFieldsProps) {
  const words = useWords();
  const check = useJqlCheck(rule.jql);
  const lacksName = hasTried && rule.name.trim() === '';
  const lacksJql = hasTried && rule.jql.trim() === '';
  return (
    <div className={mappingStyles.rule}>
      <div>
        <Label htmlFor={`rule-name-${number}`}>{words.say('mapping.guardName', { number })}</Label>
        <Textfield
          id={`rule-name-${number}`}
          value={rule.name}
          maxLength={100}
          isDisabled={isReadOnly}
          isInvalid={lacksName}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        {lacksName && <ErrorMessage>{words.say('mapping.guardNameMissing')}</ErrorMessage>}
      </div>
      <div>
        <Label htmlFor={`rule-jql-${number}`}>{words.say('mapping.guardJql', { number })}</Label>
        <TextArea
          id={`rule-jql-${number}`}
          value={rule.jql}
          maxLength={2_000}
          minimumRows={1}
          isMonospaced
          isDisabled={isReadOnly}
          isInvalid={lacksJql || check.errors.length > 0}
          aria-describedby={`rule-check-${number}`}
          onChange={(event) => onChange({ jql: event.currentTarget.value })}
        />
        <div id={`rule-check-${number}`} role="status">
          {lacksJql && <ErrorMessage>{words.say('mapping.guardJqlMissing')}</ErrorMessage>}
          {check.state === 'checking' && <HelperMessage>{words.say('start.jqlChecking')}</HelperMessage>}
          {check.state === 'good' && <ValidMessage>{words.say('start.jqlGood')}</ValidMessage>}
          {check.errors.map((error) => (
            <ErrorMessage key={error}>{error}</ErrorMessage>
          ))}
        </div>
      </div>
      {!isReadOnly && (
        <div>
          <Button spacing="compact" onClick={onRemove}>
            {words.say('mapping.guardRemove', { number })}
          </Button>
        </div>
      )}
    </div>
  );
}
