// What may come into this project from outside, as pure rules: each takes texts and answers with sentences. The command
// beside it reads the files; the tests show each rule a sample that it has to refuse.

export interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

export interface Lockfile {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export interface PackageFile {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Our own stand-in for a package that needs a compiler and is never called. */
const ownFolders = /keytar(-stub)?$/;

export function lockfileProblems({ lockfileVersion, packages }: Lockfile): string[] {
  const found = lockfileVersion === 3 ? [] : [`package-lock.json has version ${lockfileVersion}, not 3`];
  for (const [place, { integrity, resolved, link }] of Object.entries(packages)) {
    if (place === '' || ownFolders.test(place)) continue;
    if (integrity?.startsWith('sha512-') !== true && link !== true) found.push(`${place} has no checksum (sha512)`);
    // An address in the lockfile would let a changed lockfile fetch from anywhere.
    if (resolved !== undefined) found.push(`${place} names an address to fetch it from`);
  }
  return found;
}

export function versionProblems({ dependencies = {}, devDependencies = {} }: PackageFile): string[] {
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name} is asked for as ${version}, not as one version`);
}

/** Everything that runs at a customer: the app's own server side, and what its pages are made of. */
const allowedAtRunTime = [
  /^@forge\/(api|kvs|events|resolver|bridge|jira-bridge|react|llm)$/,
  /^@atlaskit\/[a-z-]+$/,
  /^(react|react-dom|valibot|minisearch)$/,
  /^@orama\/stemmers$/,
];

export function runTimeProblems({ dependencies = {} }: PackageFile): string[] {
  return Object.keys(dependencies)
    .filter((name) => !allowedAtRunTime.some((allowed) => allowed.test(name)))
    .map((name) => `${name} is not on the list of packages that may run at a customer`);
}

const freeLicences: ReadonlySet<string> = new Set([
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
]);
/** Named one by one, each for a reason. */
const exceptions: readonly { readonly place: RegExp; readonly licence: string; readonly why: string }[] = [
  {
    place: /\/@(forge|atlassian|atlassiansox|statsig)\//,
    licence: 'SEE LICENSE IN LICENSE.txt',
    why: "Atlassian's own terms",
  },
  {
    place: /\/@fontsource\//,
    licence: 'OFL-1.1',
    why: 'fonts that go into PDFs; bundled as they are, and free for that',
  },
  { place: /\/argparse$/, licence: 'Python-2.0', why: 'permissive; reached from @forge packages, not bundled' },
];
/** Tools only: never shipped. */
const toolLicences: ReadonlySet<string> = new Set(['MPL-2.0', 'CC-BY-4.0', 'Python-2.0']);
/** Their package files say nothing; both texts are MIT. */
const silentTools = /\/sylvester$/;

export function licenceProblems({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([place, { license, dev, devOptional }]) => {
    if (place === '' || ownFolders.test(place)) return [];
    const isTool = dev === true || devOptional === true;
    if (license === undefined) return isTool && silentTools.test(place) ? [] : [`${place} does not say its licence`];
    const isNamed = exceptions.some((one) => one.place.test(`/${place}`) && one.licence === license);
    const isFine =
      isNamed || isFree(license) || (isTool && (toolLicences.has(license) || license === 'SEE LICENSE IN LICENSE.txt'));
    return isFine ? [] : [`${place} is under ${license}`];
  });
}

/** Of alternatives one has to be free, of a sum all. */
function isFree(licence: string): boolean {
  const inner = licence.replace(/^\((.*)\)$/, '$1');
  if (inner.includes(' OR ')) return inner.split(' OR ').some(isFree);
  return inner.split(' AND ').every((part) => freeLicences.has(part.trim()));
}

const secretShapes: readonly (readonly [what: string, shape: RegExp])[] = [
  ['an Atlassian API token', /\bAT[AC]TT3[A-Za-z0-9_=-]{20,}/],
  ['a private key', /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/],
  ['an AWS key', /\bAKIA[0-9A-Z]{16}\b/],
  ['a GitHub token', /\bgh[pousr]_[A-Za-z0-9]{36}\b/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a JSON web token', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/],
];

export function secretsIn(file: string, text: string): string[] {
  return secretShapes.filter(([, shape]) => shape.test(text)).map(([what]) => `${file} holds ${what}`);
}

/** How old libraries look for the global object; neither ever runs where `globalThis` exists. */
const harmless = /\bFunction\((["'`])(return this\1|\w+\1,\1regeneratorRuntime = \w+\1)\)/g;
const codeFromText = /\b(eval|Function)\(/;

export function codeFromTextIn(bundle: string, text: string): string[] {
  return codeFromText.test(text.replace(harmless, '')) ? [`${bundle} makes code from text`] : [];
}

export function budgetProblems(
  sizes: readonly { readonly name: string; readonly bytes: number; readonly most: number }[],
): string[] {
  return sizes
    .filter(({ bytes, most }) => bytes > most)
    .map(({ name, bytes, most }) => `${name} has ${bytes} bytes; ${most} are its budget`);
}
