// Invented issues that are statistically like real ones, so that speed can be measured without anybody's data: word
// frequencies that fall as in real trackers, words of a project and of a topic, long logs, tickets from templates and
// edited copies. Seeded: the same size and seed give the same text on every machine.

interface InventedIssue {
  readonly key: string;
  readonly project: string;
  readonly created: string;
  readonly reporter: string;
  readonly summary: string;
  readonly description: string;
}

// Chosen so that, at 20,000 issues, vocabulary, terms for each issue, total work and number of similar pairs lie
// within or near the range of the real samples that they were compared with.
const projectCount = 24;
const topicsPerProject = 40;
const templatesPerProject = 16;
const commonWords = zipf(9000, 1.03, 12);
const projectWords = zipf(2500, 1, 4);
const topicWords = zipf(350, 0.95, 2);
const copyShare = 0.05;
const templateShare = 0.15;
const logShare = 0.1;
const glueShare = 0.4;
const glueWords =
  'the to of and a in is for it this that with be on not as are when from if by an at or we should can will have has'
    .split(' ')
    .concat(
      'but was which there no you all do after so into only more then also been up out would some other'.split(' '),
    );

export function* generateIssues(count: number, seed = 1): Generator<InventedIssue> {
  const random = seededRandom(seed);
  const templates = new Map<number, readonly string[]>();
  const memory: (readonly string[])[] = [];
  for (let index = 0; index < count; index++) {
    const project = Math.floor(projectCount * random() ** 2.2);
    const vocabulary: Vocabulary = { project, topic: Math.floor(topicsPerProject * random() ** 1.5), random };
    const words = wordsOfIssue(vocabulary, templates, memory);
    const kept = words.length > 300 ? words.slice(0, 300) : words;
    if (memory.length < 4000) memory.push(kept);
    else memory[Math.floor(random() * memory.length)] = kept;
    yield {
      key: `P${project}-${index + 1}`,
      project: `P${project}`,
      created: new Date(Date.UTC(2020, 0, 1) + index * 1_800_000).toISOString(),
      reporter: `person${Math.floor(random() * 400)}`,
      ...writeText(words, random),
    };
  }
}

/** Tickets of one alert: a template of thirty words, filled with a host and a number. Nearly all resemble all. */
export function* generateTemplateIssues(count: number, seed = 1): Generator<InventedIssue> {
  const random = seededRandom(seed);
  const template = Array.from({ length: 30 }, () => inventWord(9000 + projectWords(random())));
  for (let index = 0; index < count; index++) {
    const own = [inventWord(20_000 + Math.floor(random() * 300)), String(Math.floor(random() * 1000))];
    const created = new Date(Date.UTC(2022, 0, 1) + index * 600_000).toISOString();
    yield {
      key: `ALERT-${index + 1}`,
      project: 'ALERT',
      created,
      reporter: 'robot',
      ...writeText([...template, ...own], random),
    };
  }
}

type Random = () => number;

interface Vocabulary {
  readonly project: number;
  readonly topic: number;
  readonly random: Random;
}

function wordsOfIssue(
  vocabulary: Vocabulary,
  templates: Map<number, readonly string[]>,
  memory: readonly (readonly string[])[],
): string[] {
  const { project, random } = vocabulary;
  const kind = random();
  if (kind < copyShare && memory.length > 50) {
    const keepShare = 0.45 + 0.53 * random();
    const original = memory[Math.floor(random() * memory.length)]!;
    return original.map((word) => (random() < keepShare ? word : drawWord(vocabulary)));
  }
  if (kind < copyShare + templateShare) {
    const id = project * templatesPerProject + Math.floor(templatesPerProject * random() ** 1.6);
    const template =
      templates.get(id) ?? Array.from({ length: 12 + Math.floor(random() * 30) }, () => drawWord(vocabulary));
    templates.set(id, template);
    return [...template, ...drawText(vocabulary, logNormal(2.6, 0.7, random), 0.26)];
  }
  if (kind < copyShare + templateShare + logShare) return drawText(vocabulary, logNormal(5.2, 0.95, random), 0.7);
  return drawText(vocabulary, logNormal(3.25, 0.86, random), 0.26);
}

/** Later words repeat earlier ones with the given probability, as logs and long reports do. */
function drawText(vocabulary: Vocabulary, length: number, repeatShare: number): string[] {
  const words: string[] = [];
  for (let at = 0; at < Math.max(4, Math.min(4000, length)); at++) {
    const repeats = at > 6 && vocabulary.random() < repeatShare;
    words.push(repeats ? words[Math.floor(vocabulary.random() * words.length)]! : drawWord(vocabulary));
  }
  return words;
}

function drawWord({ project, topic, random }: Vocabulary): string {
  const kind = random();
  if (kind < 0.62) return inventWord(commonWords(random()));
  if (kind < 0.88) return inventWord(9000 + ((project * 7919 + projectWords(random()) * 13) % 60_000));
  if (kind < 0.973) {
    return inventWord(9000 + (((project * 97 + topic + 1) * 104_729 + topicWords(random()) * 29) % 90_000));
  }
  return inventIdentifier(random);
}

function inventIdentifier(random: Random): string {
  const value = Math.floor(random() * 1e9);
  const kind = random();
  if (kind < 0.3) return `0x${value.toString(16)}`;
  if (kind < 0.55) return String(value % 1_000_000);
  return inventWord(120_000 + (value % 400_000));
}

const onsets = 'b c d f g h k l m n p r s t v w br cl dr fl gr pl pr sh sk sp st str th tr'.split(' ');
const nuclei = 'a e i o u ai ea ee io ou'.split(' ');
const codas = ' n r s t d l ng ck m st x'.split(' ');

/** The same number always gives the same word; small numbers, the frequent words, give short ones. */
function inventWord(number: number): string {
  let rest = (Math.imul(number + 1, 0x9e3779b1) ^ (number * 31)) >>> 0;
  const take = (choices: readonly string[]) => {
    const choice = choices[rest % choices.length]!;
    rest = (Math.imul(rest ^ (rest >>> 15), 0x2c1b3c6d) + number) >>> 0;
    return choice;
  };
  const syllables = number < 2500 ? 2 : 3;
  let word = '';
  for (let at = 0; at < syllables; at++) word += take(onsets) + take(nuclei);
  return word + take(codas);
}

function writeText(words: readonly string[], random: Random): { summary: string; description: string } {
  const titleLength = Math.min(words.length, 5 + Math.floor(random() * 6));
  let description = '';
  for (const word of words.slice(titleLength)) {
    if (random() < glueShare) description += `${glueWords[Math.floor(glueWords.length * random() ** 2)]!} `;
    const ending = random();
    description += word + (ending < 0.07 ? '. ' : ending < 0.11 ? '\n' : ' ');
  }
  return { summary: words.slice(0, titleLength).join(' ').slice(0, 255), description };
}

/** Zipf and Mandelbrot: the probability of rank r falls as (r + shift) ^ -exponent. Maps [0, 1) to a rank. */
function zipf(size: number, exponent: number, shift: number): (uniform: number) => number {
  const cumulated = new Float64Array(size);
  let sum = 0;
  for (let rank = 0; rank < size; rank++) cumulated[rank] = sum += (rank + 1 + shift) ** -exponent;
  return (uniform) => {
    const wanted = uniform * sum;
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulated[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

function logNormal(mean: number, deviation: number, random: Random): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.round(Math.exp(mean + deviation * normal));
}

/** xorshift128: small, fast, and the same on every machine. */
function seededRandom(seed: number): Random {
  let [x, y, z, w] = [seed ^ 0x2545f491, seed * 69_069 + 1, 0x9e3779b9, 0x85ebca6b].map((value) => value | 0) as [
    number,
    number,
    number,
    number,
  ];
  return () => {
    const shifted = x ^ (x << 11);
    [x, y, z] = [y, z, w];
    w = w ^ (w >>> 19) ^ shifted ^ (shifted >>> 8);
    return (w >>> 0) / 2 ** 32;
  };
}
