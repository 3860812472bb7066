// One module of the app on the page: a sandboxed frame from the other origin, and for UI Kit the tree that it sends,
// drawn here. The person or the place changes: the frame is opened anew.

import SectionMessage from '@atlaskit/section-message';
import Spinner from '@atlaskit/spinner';
import { useEffect, useRef, useState } from 'react';
import { peerOver, type Peer } from '../bridge/wire';
import { readNode, type UiNode } from '../ui-kit/document';
import { UiKitTree } from '../ui-kit/renderer';
import type { Boot, ShellModule } from './boot';
import { bridgeCommands } from './bridge-commands';
import { followInside } from './in-app-link';
import { openFrame, type OpenedFrame, type Place } from './server-api';
import { useSettings } from './settings';
import { useShellParts } from './shell-parts';
import styles from './shell.module.css';
import { useAnswer } from './use-answer';

/** What Forge documents for its frames: no popups, no navigation of the page around them. */
const sandbox = 'allow-downloads allow-forms allow-modals allow-pointer-lock allow-same-origin allow-scripts';

interface AppFrameProps {
  readonly boot: Boot;
  readonly module: ShellModule;
  readonly place: Place;
  readonly modal?: { readonly context: unknown; readonly close: (payload: unknown) => void };
  /** Takes what the page saves for its place, such as a gadget's settings. */
  readonly submit?: (payload: unknown) => unknown;
  /** What the place itself answers, such as the create dialog. A frame with such commands draws nothing. */
  readonly commands?: Readonly<Record<string, () => unknown>>;
}

export function AppFrame({ boot, module, place, modal, submit, commands }: AppFrameProps) {
  // A page reads its language once, when it starts, so another language opens it anew; a theme it follows by itself.
  const { locale } = useSettings();
  const key = JSON.stringify([module.key, place, boot.person.accountId, locale]);
  const opened = useAnswer(key, () => openFrame(module.key, place, modal?.context));
  if (opened.state === 'waiting') return <Waiting />;
  if (opened.state === 'failed') {
    return (
      <SectionMessage appearance="error" title={module.title}>
        {opened.sentence}
      </SectionMessage>
    );
  }
  return (
    <ConnectedFrame
      key={opened.value.frameId}
      boot={boot}
      module={module}
      opened={opened.value}
      modal={modal ?? null}
      submit={submit}
      placeCommands={commands ?? null}
    />
  );
}

interface ConnectedFrameProps {
  readonly boot: Boot;
  readonly module: ShellModule;
  readonly opened: OpenedFrame;
  readonly modal: AppFrameProps['modal'] | null;
  readonly submit: AppFrameProps['submit'];
  readonly placeCommands: AppFrameProps['commands'] | null;
}

function ConnectedFrame({ boot, module, opened, modal, submit, placeCommands }: ConnectedFrameProps) {
  const element = useRef<HTMLIFrameElement>(null);
  const peer = useRef<Peer | null>(null);
  const settings = useSettings();
  const parts = useShellParts();
  const [heightPx, setHeightPx] = useState(320);
  const [tree, setTree] = useState<UiNode | null>(null);

  // The bridge outlives a render, so it reads what is true now instead of what was true when it was wired.
  const now = useRef({ settings, parts, modal, submit });
  useEffect(() => {
    now.current = { settings, parts, modal, submit };
  });
  useEffect(() => {
    void peer.current?.call('$theme', { colorMode: settings.colorMode });
    parts.emit('FORGE_CORE_THEME_CHANGED', { theme: { colorMode: settings.colorMode } });
  }, [settings.colorMode, parts]);

  useEffect(() => {
    const life = new AbortController();
    const commands = bridgeCommands({
      boot,
      module,
      opened,
      now: () => now.current,
      signal: life.signal,
      setHeightPx,
      draw: (document) => setTree(readNode(document)),
    });
    const connect = (event: MessageEvent) => {
      const [port] = event.ports;
      if (event.source !== element.current?.contentWindow || event.origin !== boot.framesOrigin || !port) return;
      peer.current?.close();
      peer.current = peerOver(port, (command, payload) => {
        const run = commands.get(command) ?? placeCommands?.[command];
        if (run) return run((payload ?? {}) as Record<string, unknown>);
        now.current.parts.reportUnknown(command);
        throw new Error(`unsupported_bridge_call: the stand-in does not know ${command}.`);
      });
    };
    window.addEventListener('message', connect);
    return () => {
      life.abort();
      window.removeEventListener('message', connect);
      peer.current?.close();
    };
  }, [boot, module, opened, placeCommands]);

  const isDrawing = !module.isNative && !placeCommands;
  const frame = (
    <iframe
      ref={element}
      title={module.title}
      src={opened.url}
      sandbox={sandbox}
      className={isDrawing ? styles.frame : styles.hiddenFrame}
      style={isDrawing ? { height: heightPx } : {}}
      {...(isDrawing ? {} : { tabIndex: -1, 'aria-hidden': true })}
    />
  );
  if (!module.isNative) return frame;
  return (
    <>
      {frame}
      <div onClick={followInside} data-module={module.key}>
        {tree ? <UiKitTree node={tree} /> : <Waiting />}
      </div>
    </>
  );
}

const Waiting = () => (
  <div className={styles.waiting}>
    <Spinner label="Loading" />
  </div>
);
