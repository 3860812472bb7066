// The dashboard gadget of a team's spaces: suggestions that wait, confirmed this month, and how many were right. Counts
// only what the person who looks at the dashboard may see; two people may see different figures.

import ForgeReconciler, {
  Button,
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
import type { AppFailure, ProjectChoice } from '../contract';
import { type Configured, configurationOf, type GadgetState, loadFigures } from './gadget-data';
import { usePersonWords } from './person-words';

function Gadget() {
  const context = useProductContext();
  const words = usePersonWords(context?.locale);
  if (context === undefined) return <Spinner label={words.say('panel.loading')} />;
  const configured = configurationOf(context.extension['gadgetConfiguration']);
  if (context.extension['entryPoint'] === 'edit' || configured === null) {
    return <Choose words={words} chosen={configured?.spaces.map(({ id }) => id) ?? []} />;
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
    return <SectionMessage appearance="error">{failureText(state.failure, words)}</SectionMessage>;
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

const failureText = (failure: AppFailure, words: Words) => <Text>{failureSentence(failure, words)}</Text>;

interface SpaceOption {
  readonly label: string;
  readonly value: string;
}

const mostSpaces = 10;

function Choose({ words, chosen }: { readonly words: Words; readonly chosen: readonly number[] }) {
  const [projects, setProjects] = useState<readonly ProjectChoice[]>([]);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [ids, setIds] = useState(chosen);
  useEffect(() => {
    void call('project.choices', { query: '' }).then((answer) => {
      if (answer.ok) setProjects(answer.value.projects);
      else setFailure(answer.failure);
    });
  }, []);
  const options = projects.map(({ id, key, name }) => ({ label: `${name} (${key})`, value: String(id) }));
  const spaces = projects.filter(({ id }) => ids.includes(id)).map(({ id, key }) => ({ id, key }));
  return (
    <Stack space="space.150">
      {failure === null ? null : <SectionMessage appearance="error">{failureText(failure, words)}</SectionMessage>}
      <Label labelFor="spaces">{words.say('gadget.spaces')}</Label>
      <Select
        // Drawn again with the names once they are known.
        key={projects.length}
        id="spaces"
        isMulti
        options={options}
        defaultValue={options.filter(({ value }) => chosen.includes(Number(value)))}
        onChange={(picked: readonly SpaceOption[] | null) =>
          setIds((picked ?? []).map(({ value }) => Number(value)).slice(0, mostSpaces))
        }
      />
      <Inline>
        <Button isDisabled={spaces.length === 0} onClick={() => void view.submit({ spaces })}>
          {words.say('gadget.save')}
        </Button>
      </Inline>
    </Stack>
  );
}

ForgeReconciler.render(<Gadget />);
