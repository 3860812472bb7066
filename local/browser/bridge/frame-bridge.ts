// Runs first in every frame of the app, where the product puts its own bridge script. It gives the genuine
// `@forge/bridge` the one function that it looks for, wires that to the host's page, and keeps theme and height in step.

import { type ColorMode, wear } from '../theme';
import { peerOver } from './wire';

interface Theme {
  readonly colorMode: ColorMode;
}

const script = document.currentScript;
const hostOrigin = script?.dataset['host'];
if (!hostOrigin) throw new Error('The bridge script does not know the origin of its host.');

const { port1, port2 } = new MessageChannel();
const peer = peerOver(port1, (command, payload) => {
  if (command !== '$theme') throw new Error(`The frame does not know the command ${command}.`);
  if (isThemed) wear((payload as Theme).colorMode);
});
window.parent.postMessage('forge-frame', hostOrigin, [port2]);

let isThemed = false;

/** Resolves once the tokens are there, so that a page which waits for it never shows without them. */
function loadTokens(): Promise<void> {
  if (document.getElementById('atlassian-tokens')) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), {
      id: 'atlassian-tokens',
      rel: 'stylesheet',
      href: '/__host/tokens.css',
    });
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => reject(new Error('The design tokens could not be loaded.')));
    document.head.append(link);
  });
}

Object.assign(globalThis, {
  __bridge: {
    callBridge: async (command: string, payload: unknown): Promise<unknown> => {
      const answer = await peer.call(command, payload);
      if (command !== 'enableTheming') return answer;
      await loadTokens();
      isThemed = true;
      wear((answer as Theme).colorMode);
      return undefined;
    },
  },
});

// The content's own height, not the document's: pages stretch the document to the frame, which would never let it shrink.
document.addEventListener('DOMContentLoaded', () => {
  const content = document.body.firstElementChild;
  if (!content) return;
  const report = () => void peer.call('$height', Math.ceil(content.getBoundingClientRect().bottom + window.scrollY));
  new ResizeObserver(report).observe(content);
});
