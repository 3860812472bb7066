// Remote calls between the host's page and a frame, over a real MessagePort pair.

import { peerOver, type Answerer, type Peer } from '../../local/browser/bridge/wire';

let open: Peer[] = [];
afterEach(() => {
  for (const peer of open) peer.close();
  open = [];
});

function connect(answer: Answerer, answerBack: Answerer = () => undefined): Peer {
  const { port1, port2 } = new MessageChannel();
  const far = peerOver(port2, answer);
  const near = peerOver(port1, answerBack);
  open.push(near, far);
  return near;
}

test('a call brings back the value that the other side answered', async () => {
  const peer = connect((command, payload) => ({ command, payload }));
  expect(await peer.call('getContext', { deep: [1, { two: 'x' }] })).toEqual({
    command: 'getContext',
    payload: { deep: [1, { two: 'x' }] },
  });
});

test('an error on the other side arrives as an error with its name and message', async () => {
  const peer = connect(() => {
    throw new TypeError('unsupported_bridge_call');
  });
  await expect(peer.call('openRovo')).rejects.toMatchObject({ name: 'TypeError', message: 'unsupported_bridge_call' });
});

test('a function in a payload can be called from the other side, with arguments and an answer', async () => {
  const heard: unknown[] = [];
  const peer = connect(async (_command, payload) => {
    const { onClose } = payload as { onClose: (reason: string) => Promise<unknown> };
    return onClose('escape');
  });
  const answer = await peer.call('openModal', {
    onClose: (reason: string) => {
      heard.push(reason);
      return 'heard';
    },
  });
  expect(heard).toEqual(['escape']);
  expect(answer).toBe('heard');
});

test('the same function keeps one name however often it is sent', async () => {
  const names = new Set<unknown>();
  const peer = connect((_command, payload) => {
    names.add((payload as { callback: { __id__: string } }).callback.__id__);
  });
  const callback = () => undefined;
  await peer.call('on', { callback });
  await peer.call('on', { callback });
  expect(names.size).toBe(1);
});

test('symbols, cycles and what React hangs on elements stay behind, and the rest arrives', async () => {
  const peer = connect((_command, payload) => payload);
  const tree: Record<string, unknown> = { type: 'Text', _owner: { secret: 1 }, mark: Symbol('react'), children: [] };
  tree['self'] = tree;
  expect(await peer.call('reconcile', tree)).toEqual({ type: 'Text', children: [] });
});

test('a function that was never handed out cannot be called', async () => {
  const peer = connect((_command, payload) => (payload as { run: () => unknown }).run());
  await expect(peer.call('x', { run: { $function: 'f99' } })).rejects.toThrow('never handed out');
});
