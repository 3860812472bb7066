// The dashboard gadget of a team's spaces: suggestions that wait, confirmed this month, and how many were right. Counts
// only what the person who looks at the dashboard may see; two people may see different figures.

import ForgeReconciler, {
  Button,
  HelperMessage,
  Inline,
  Label,
  LinkButton,
  SectionMessage,
  Select,
  Spinner,
  Stack,
  Text,
  useProductContext,
} from '@forge/react';
import { view } from '@forge/bridge';
import { useEffect, useState } from 'react';
import { failureSentence } from '../../static/shared/explain';
import type { Words } from '../../static/shared/text';
import { useSpaceChoices } from '../../static/shared/use-space-choices';
import type { AppFailure } from '../contract';
import { type Configured, configurationOf, type GadgetState, loadFigures } from './gadget-data';
import { usePersonWords } from './person-words';

function Gadget() {
  const context = useProductContext();
  const words = usePersonWords(context?.locale);
  if (context === undefined) return <Spinner label={words.say('panel.loading')} />;
  const configured = configurationOf(context.extension['gadgetConfiguration']);
  if (context.extension['entryPoint'] === 'edit' || configured === null) {
    return <Choose words={words} before={configured?.spaces ?? []} />;
  }
  return <Figures words={words} configured={configured} />;
}

function Figures({ words, configured }: { readonly words: Words; readonly configured: Configured }) {
  const [state, setState] = useState<GadgetState>('loading');
  useEffect(() => {
    let isCurrent = true;
    void loadFigures(configured, new Date().toISOString()).then((loaded) => isCurrent && setState(loaded));
    return () => {
      isCurrent = false;
    };
  }, [configured]);
  if (state === 'loading') return <Spinner label={words.say('panel.loading')} />;
  if (state === 'never-scanned') return <Text>{words.say('never.title')}</Text>;
  if ('failure' in state) {
    return <Failure failure={state.failure} words={words} />;
  }
  const { waiting, isMoreWaiting, confirmedThisMonth, precision, isWholeMonth } = state.figures;
  return (
    <Stack space="space.150">
      <Text weight="semibold">{configured.spaces.map(({ key }) => key).join(', ')}</Text>
      <Text>
        {words.say('gadget.waiting', { count: isMoreWaiting ? `${words.number(waiting)}+` : words.number(waiting) })}
      </Text>
      <Text>{words.say('gadget.confirmed', { count: words.number(confirmedThisMonth) })}</Text>
      <Text>
        {precision === null
          ? words.say('gadget.noPrecision')
          : words.say('gadget.precision', { percent: words.percent(precision) })}
      </Text>
      {isWholeMonth ? null : (
        <Text size="small" color="color.text.subtle">
          {words.say('gadget.newestOnly')}
        </Text>
      )}
      <Inline>
        <LinkButton href={`/jira/projects/${configured.spaces[0]?.key ?? ''}/backlog-intelligence`}>
          {words.say('panel.open')}
        </LinkButton>
      </Inline>
    </Stack>
  );
}

function Failure({ failure, words }: { readonly failure: AppFailure; readonly words: Words }) {
  return (
    <SectionMessage appearance="error">
      <Text>{failureSentence(failure, words)}</Text>
    </SectionMessage>
  );
}

const mostSpaces = 10;

function Choose({ words, before }: { readonly words: Words; readonly before: Configured['spaces'] }) {
  const { options, failure, search } = useSpaceChoices();
  const [spaces, setSpaces] = useState(before);
  // Those of before, though Jira may not be among the first to name them.
  const unnamed = spaces.filter(({ id }) => !options.some(({ value }) => value === id));
  const choices = [...options, ...unnamed.map(({ id, key }) => ({ value: id, key, label: key }))];
  // UI Kit hands the values of options on as texts.
  const shown = choices.map(({ label, value }) => ({ label, value: String(value) }));
  const choose = (picked: readonly { readonly value: string }[] | null) => {
    const ids = (picked ?? []).slice(0, mostSpaces).map(({ value }) => Number(value));
    setSpaces(choices.filter(({ value }) => ids.includes(value)).map(({ value, key }) => ({ id: value, key })));
  };
  return (
    <Stack space="space.150">
      {failure === null ? null : <Failure failure={failure} words={words} />}
      <Stack>
        <Label labelFor="spaces">{words.say('gadget.spaces')}</Label>
        <Select
          id="spaces"
          isMulti
          options={shown}
          value={shown.filter(({ value }) => spaces.some(({ id }) => String(id) === value))}
          onChange={choose}
          onInputChange={(query, { action }) => {
            if (action === 'input-change') search(query);
          }}
        />
        <HelperMessage>{words.say('gadget.spacesHelp', { most: mostSpaces })}</HelperMessage>
      </Stack>
      <Inline>
        <Button isDisabled={spaces.length === 0} onClick={() => void view.submit({ spaces })}>
          {words.say('gadget.save')}
        </Button>
      </Inline>
    </Stack>
  );
}

ForgeReconciler.render(<Gadget />);
