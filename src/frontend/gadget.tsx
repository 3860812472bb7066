// The dashboard gadget of a team's spaces: suggestions that wait, confirmed this month, and how many were right. Counts
// only what the person who looks at the dashboard may see; two people may see different figures.

import ForgeReconciler, {
  Button,
  HelperMessage,
  Inline,
  Label,
  SectionMessage,
  Select,
  Spinner,
  Stack,
  Text,
  useProductContext,
} from '@forge/react';
import { view } from '@forge/bridge';
import { useEffect, useState } from 'react';
import { call } from '../../static/shared/api';
import { failureSentence } from '../../static/shared/explain';
import { openSpacePage } from '../../static/shared/open-space-page';
import type { Words } from '../../static/shared/text';
import { useFound } from '../../static/shared/use-found';
import type { AppFailure, Result } from '../contract';
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
        <Button onClick={() => openSpacePage(configured.spaces[0]?.key ?? '')}>{words.say('panel.open')}</Button>
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

interface Choice {
  readonly label: string;
  readonly value: number;
  readonly key: string;
}

async function findChoices(query: string): Promise<Result<readonly Choice[]>> {
  const found = await call('project.choices', { query });
  if (!found.ok) return found;
  return {
    ok: true,
    value: found.value.projects.map(({ id, key, name }) => ({ label: `${name} (${key})`, value: id, key })),
  };
}

function Choose({ words, before }: { readonly words: Words; readonly before: Configured['spaces'] }) {
  const { options, failure, search } = useFound(findChoices);
  const [chosen, setChosen] = useState<readonly Choice[]>(
    before.map(({ id, key }) => ({ label: key, value: id, key })),
  );
  const isChosen = (value: number) => chosen.some((one) => one.value === value);
  // Those that were chosen too, though what is typed now finds others.
  const all = [...options, ...chosen.filter(({ value }) => !options.some((option) => option.value === value))];
  // UI Kit hands the values of options on as texts.
  const shown = all.map(({ label, value }) => ({ label, value: String(value) }));
  const choose = (picked: readonly { readonly value: string }[] | null) => {
    const ids = (picked ?? []).slice(0, mostSpaces).map(({ value }) => Number(value));
    setChosen(all.filter(({ value }) => ids.includes(value)));
  };
  const spaces = chosen.map(({ value, key }) => ({ id: value, key }));
  return (
    <Stack space="space.150">
      {failure === null ? null : <Failure failure={failure} words={words} />}
      <Stack>
        <Label labelFor="spaces">{words.say('gadget.spaces')}</Label>
        <Select
          id="spaces"
          isMulti
          options={shown}
          value={shown.filter(({ value }) => isChosen(Number(value)))}
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
