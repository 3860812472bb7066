// "Why can't I?", asked for somebody else: a person and a space, answered with the role, where it comes from, and what
// each action would take. The answer changes nothing and is not kept.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import { useState } from 'react';
import type { AnswerOf, AppFailure } from '../../src/contract';
import { call } from '../shared/api';
import { findPeople, type PersonOption, type SpaceOption } from '../shared/find';
import { useFound } from '../shared/use-found';
import { CapabilityList } from '../shared/ui/capability-list';
import { FailureMessage } from '../shared/ui/failure-message';
import { Field } from '../shared/ui/field';
import { FoundSelect } from '../shared/ui/found-select';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';
import { SpaceField } from './space-field';

export function ExplainRole() {
  const words = useWords();
  const [person, setPerson] = useState<PersonOption | null>(null);
  const [space, setSpace] = useState<SpaceOption | null>(null);
  const [told, setTold] = useState<AnswerOf<'roles.explain'> | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const people = useFound(findPeople);

  const ask = async (accountId: string, projectId: number) => {
    setIsAsking(true);
    const answer = await call('roles.explain', { accountId, projectId });
    setIsAsking(false);
    setFailure(answer.ok ? null : answer.failure);
    setTold(answer.ok ? answer.value : null);
  };
  return (
    <div className={styles.form}>
      <Stack space="space.200" alignInline="stretch">
        <Heading as="h2" size="medium">
          {words.say('why.title')}
        </Heading>
        <Text>{words.say('why.intro')}</Text>
        {failure && <FailureMessage failure={failure} />}
        <Field id="why-person" label={words.say('why.person')}>
          <FoundSelect<PersonOption>
            inputId="why-person"
            found={people}
            value={person}
            placeholder="assign.placeholder"
            nothing="assign.nobodyFound"
            onChange={(chosen) => {
              setPerson(chosen);
              setTold(null);
            }}
          />
        </Field>
        <SpaceField
          id="why-space"
          label={words.say('why.space')}
          value={space}
          onChange={(chosen) => {
            setSpace(chosen);
            setTold(null);
          }}
        />
        <div>
          <Button
            isDisabled={person === null || space === null}
            isLoading={isAsking}
            onClick={() => {
              if (person !== null && space !== null) void ask(person.value, space.value);
            }}
          >
            {words.say('why.ask')}
          </Button>
        </div>
        <div role="status">
          {told !== null && !told.mayBrowse && (
            <SectionMessage appearance="warning">{words.say('why.cannotBrowse')}</SectionMessage>
          )}
          {told?.mayBrowse === true && <CapabilityList held={told} />}
        </div>
      </Stack>
    </div>
  );
}
