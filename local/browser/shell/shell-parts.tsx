// What frames share on the page: flags, dialogs, events between frames, and a banner for whatever the stand-in or the
// app got wrong. A wrong thing stays on the screen until somebody has read it.

import Button from '@atlaskit/button/default/button';
import Flag, { AutoDismissFlag, FlagGroup } from '@atlaskit/flag';
import ErrorIcon from '@atlaskit/icon/core/status-error';
import InformationIcon from '@atlaskit/icon/core/status-information';
import SuccessIcon from '@atlaskit/icon/core/status-success';
import WarningIcon from '@atlaskit/icon/core/status-warning';
import SectionMessage from '@atlaskit/section-message';
import { token } from '@atlaskit/tokens';
import { createContext, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import type { ShellModule } from './boot';
import type { CreateRequest } from './create-request';
import type { Place } from './server-api';
import styles from './shell.module.css';

type Listener = (payload: unknown) => unknown;

export interface ModalRequest {
  readonly module: ShellModule;
  /** Where it stands; absent: where the page around it stands. */
  readonly place?: Place;
  readonly title: string;
  readonly size: string;
  readonly context: unknown;
  readonly onClose: Listener;
}

export interface ShellParts {
  showFlag(flag: Record<string, unknown>): boolean;
  closeFlag(id: string): boolean;
  openModal(module: ShellModule, payload: Record<string, unknown>, place?: Place): boolean;
  /** Jira's own create dialog, filled as wanted. */
  openCreate(request: CreateRequest): boolean;
  subscribe(event: string, listener: Listener): { unsubscribe: () => void };
  emit(event: string, payload: unknown): void;
  reportUnknown(command: string): void;
  reportError(sentence: string): void;
}

const PartsContext = createContext<ShellParts | null>(null);

export function useShellParts(): ShellParts {
  const parts = useContext(PartsContext);
  if (!parts) throw new Error('There is no shell around this component.');
  return parts;
}

interface ShownFlag {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly type: string;
  readonly isAutoDismiss: boolean;
  readonly actions: readonly { readonly text: string; readonly onClick: Listener }[];
}

interface ShellPartsProviderProps {
  readonly children: ReactNode;
  readonly openCreate: (request: CreateRequest) => void;
  /** Draws the dialog that a frame asked for. */
  readonly renderModal: (modal: ModalRequest, close: (payload: unknown) => void) => ReactNode;
}

export function ShellPartsProvider({ children, openCreate, renderModal }: ShellPartsProviderProps) {
  const [flags, setFlags] = useState<readonly ShownFlag[]>([]);
  const [modal, setModal] = useState<ModalRequest | null>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const listeners = useRef(new Map<string, Set<Listener>>());

  const parts = useMemo<ShellParts>(() => {
    const report = (problem: string) =>
      setProblems((before) => (before.includes(problem) ? before : [...before, problem]));
    return {
      showFlag: (given) => {
        const flag = readFlag(given);
        setFlags((before) => [flag, ...before.filter(({ id }) => id !== flag.id)]);
        return true;
      },
      closeFlag: (id) => {
        setFlags((before) => before.filter((flag) => flag.id !== id));
        return true;
      },
      openModal: (module, { title, size, context, onClose }, place) => {
        const close = typeof onClose === 'function' ? (onClose as Listener) : () => undefined;
        const request = { module, title: String(title || module.title), size: String(size), context, onClose: close };
        setModal(place === undefined ? request : { ...request, place });
        return true;
      },
      openCreate: (request) => {
        openCreate(request);
        return true;
      },
      subscribe: (event, listener) => {
        const all = listeners.current.get(event) ?? new Set();
        listeners.current.set(event, all.add(listener));
        return { unsubscribe: () => void all.delete(listener) };
      },
      emit: (event, payload) => listeners.current.get(event)?.forEach((listener) => void listener(payload)),
      reportUnknown: (command) =>
        report(`The app used the bridge call “${command}”, which this stand-in does not know.`),
      reportError: (sentence) => report(`The app reported an error: ${sentence}`),
    };
  }, [openCreate]);

  const closeModal = (payload: unknown) => {
    modal?.onClose(payload);
    setModal(null);
  };
  return (
    <PartsContext.Provider value={parts}>
      {problems.length > 0 && (
        <div role="alert" className={styles.problems}>
          <SectionMessage appearance="error" title="Something is wrong here">
            {problems.map((problem) => (
              <p key={problem}>{problem}</p>
            ))}
            <Button spacing="compact" onClick={() => setProblems([])}>
              I have read it
            </Button>
          </SectionMessage>
        </div>
      )}
      {children}
      {modal && renderModal(modal, closeModal)}
      <aside aria-label="Notifications">
        <FlagGroup shouldRenderToParent onDismissed={(id) => parts.closeFlag(String(id))}>
          {flags.map(drawFlag)}
        </FlagGroup>
      </aside>
    </PartsContext.Provider>
  );
}

function drawFlag({ id, title, description, type, isAutoDismiss, actions }: ShownFlag) {
  const Shown = isAutoDismiss ? AutoDismissFlag : Flag;
  return (
    <Shown
      key={id}
      id={id}
      title={title}
      description={description}
      icon={iconOf(type)}
      actions={actions.map(({ text, onClick }) => ({ content: text, onClick: () => void onClick({}) }))}
    />
  );
}

function iconOf(type: string) {
  if (type === 'success') return <SuccessIcon label="Success" color={token('color.icon.success')} />;
  if (type === 'warning') return <WarningIcon label="Warning" color={token('color.icon.warning')} />;
  if (type === 'error') return <ErrorIcon label="Error" color={token('color.icon.danger')} />;
  return <InformationIcon label="Information" color={token('color.icon.information')} />;
}

function readFlag(flag: Record<string, unknown>): ShownFlag {
  const { id, title, description, type, isAutoDismiss, actions } = flag;
  return {
    id: String(id),
    title: String(title ?? ''),
    description: String(description ?? ''),
    type: String(type ?? 'info'),
    isAutoDismiss: isAutoDismiss === true,
    actions: Array.isArray(actions) ? (actions as ShownFlag['actions']) : [],
  };
}
