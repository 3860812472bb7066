// Sixty texts that try to become markup, script, template or path: fifteen seeds in four disguises. Whoever runs one of
// them finds `hacked` at the window.

const run = 'window.hacked=1';
export const hostileSeeds: readonly string[] = [
  `<script>${run}</script>`,
  `<img src=x onerror="${run}">`,
  `<svg onload=${run}>`,
  `"><script>${run}</script>`,
  `'><img src=x onerror=${run}>`,
  `<iframe src="javascript:parent.${run}"></iframe>`,
  `javascript:${run}`,
  `{{constructor.constructor('${run}')()}}`,
  `\${${run}}`,
  `</title><script>${run}</script>`,
  `<a href="javascript:${run}">x</a>`,
  `<body onload=${run}>`,
  `<math><mtext><script>${run}</script></mtext></math>`,
  `<details open ontoggle=${run}>`,
  `]]><script>${run}</script>`,
];
const disguises: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `${text.toUpperCase().replaceAll('WINDOW.HACKED', 'window.hacked')}//`,
  (text) => `&quot;&gt;${text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}`,
  (text) => `\u202e${text}\u0000\u2028`,
];
export const hostileTexts = disguises.flatMap((disguise) => hostileSeeds.map(disguise));

/** Nothing ran, and nothing of it has become an element. */
export async function mustBeUntouched(frames: readonly { evaluate<T>(run: () => T): Promise<T> }[]): Promise<void> {
  for (const frame of frames) {
    expect(await frame.evaluate(() => 'hacked' in window)).toBe(false);
    expect(
      await frame.evaluate(
        () => document.querySelectorAll('[onerror], [onload], [ontoggle], a[href^="javascript"]').length,
      ),
    ).toBe(0);
  }
}
