// The dashboard gadget of one space: suggestions that wait, confirmed this month, and how many of them were right. Counts
// only what the person who looks at the dashboard may see; two people may see different figures.

import ForgeReconciler, {
  Button,
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
import { call } from '../../static/shared/api';
import { failureSentence } from '../../static/shared/explain';
import { wordsFor, type Words } from '../../static/shared/text';
import type { AppFailure, ProjectChoice } from '../contract';
import { figuresOf, type GadgetFigures } from './gadget-figures';

/** A dashboard is a glance: beyond this it says "50+". */
const maxCounted = 50;

interface Configured {
  readonly projectId: number;
  readonly projectKey: string;
}

function Gadget() {
  const context = useProductContext();
  if (context === undefined) return <Spinner label="Loading" />;
  const words = wordsFor(context.locale);
  const configured = configurationOf(context.extension['gadgetConfiguration']);
  if (context.extension['entryPoint'] === 'edit' || configured === null) {
    return <Choose words={words} chosen={configured?.projectId ?? null} />;
  }
  return <Figures words={words} configured={configured} />;
}

function configurationOf(stored: unknown): Configured | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { projectId, projectKey } = stored as { projectId?: unknown; projectKey?: unknown };
  return typeof projectId === 'number' && typeof projectKey === 'string' ? { projectId, projectKey } : null;
}

interface Shown extends GadgetFigures {
  readonly waiting: number;
  readonly isMoreWaiting: boolean;
}
type State = 'loading' | 'never-scanned' | { readonly failure: AppFailure } | { readonly figures: Shown };

function Figures({ words, configured }: { readonly words: Words; readonly configured: Configured }) {
  const [state, setState] = useState<State>('loading');
  useEffect(() => {
    let isCurrent = true;
    void load(configured.projectId).then((loaded) => isCurrent && setState(loaded));
    return () => {
      isCurrent = false;
    };
  }, [configured.projectId]);
  if (state === 'loading') return <Spinner label={words.say('panel.loading')} />;
  if (state === 'never-scanned') return <Text>{words.say('never.title')}</Text>;
  if ('failure' in state) {
    return <SectionMessage appearance="error">{failureText(state.failure, words)}</SectionMessage>;
  }
  const { waiting, isMoreWaiting, confirmedThisMonth, precision } = state.figures;
  return (
    <Stack space="space.150">
      <Text>
        {words.say('gadget.waiting', { count: isMoreWaiting ? `${words.number(waiting)}+` : words.number(waiting) })}
      </Text>
      <Text>{words.say('gadget.confirmed', { count: words.number(confirmedThisMonth) })}</Text>
      <Text>
        {precision === null
          ? words.say('gadget.noPrecision')
          : words.say('gadget.precision', { percent: words.percent(precision) })}
      </Text>
      <Inline>
        <LinkButton href={`/jira/projects/${configured.projectKey}/backlog-intelligence`}>
          {words.say('panel.open')}
        </LinkButton>
      </Inline>
    </Stack>
  );
}

const failureText = (failure: AppFailure, words: Words) => <Text>{failureSentence(failure, words)}</Text>;

async function load(projectId: number): Promise<State> {
  const projectIds = [projectId];
  const [queue, history] = await Promise.all([
    call('review.queue', {
      projectIds,
      state: 'open',
      tier: 'any',
      threshold: 0,
      assignee: 'anyone',
      cursor: null,
      limit: maxCounted,
    }),
    call('review.history', { projectIds, cursor: null, limit: 100 }),
  ]);
  if (!queue.ok) return { failure: queue.failure };
  if (!history.ok) return { failure: history.failure };
  if (queue.value.state === 'never-scanned') return 'never-scanned';
  const figures = figuresOf(history.value.rows, new Date().toISOString());
  const { rows, nextCursor } = queue.value;
  return { figures: { ...figures, waiting: rows.length, isMoreWaiting: nextCursor !== null } };
}

function Choose({ words, chosen }: { readonly words: Words; readonly chosen: number | null }) {
  const [projects, setProjects] = useState<readonly ProjectChoice[]>([]);
  const [projectId, setProjectId] = useState(chosen);
  useEffect(() => {
    void call('project.choices', { query: '' }).then((answer) => answer.ok && setProjects(answer.value.projects));
  }, []);
  const options = projects.map(({ id, name }) => ({ label: name, value: String(id) }));
  const project = projects.find(({ id }) => id === projectId);
  return (
    <Stack space="space.150" alignInline="start">
      <Label labelFor="space">{words.say('gadget.space')}</Label>
      <Select
        id="space"
        options={options}
        value={options.find(({ value }) => value === String(projectId)) ?? null}
        onChange={(option: { readonly value: string } | null) =>
          setProjectId(option === null ? null : Number(option.value))
        }
      />
      <Button
        isDisabled={project === undefined}
        onClick={() => void view.submit({ projectId: project?.id, projectKey: project?.key })}
      >
        {words.say('gadget.save')}
      </Button>
    </Stack>
  );
}

ForgeReconciler.render(<Gadget />);
