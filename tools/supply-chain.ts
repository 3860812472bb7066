// `npm run supply-chain`: everything about the packages, sources and bundles of this project that can be known without a
// network.
// Writes the bill of materials to build/sbom.json and ends with 1 when a rule is broken. Advisories need npm's server:
// `npm audit` belongs to a machine that reaches it.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { billOfMaterials } from './supply-chain/bill-of-materials';
import { dangerousShapesIn } from './supply-chain/dangerous-shapes';
import {
  budgetProblems,
  codeFromTextIn,
  licenceProblems,
  type Lockfile,
  lockfileProblems,
  type PackageFile,
  runTimeProblems,
  secretsIn,
  versionProblems,
} from './supply-chain/rules';

const root = join(__dirname, '..');
const serverBudgetBytes = 1_000_000;
/** Compressed, all scripts of one page but its workers. */
const pageBudgetBytes = 600_000;
/** Compressed, each; loaded only when somebody asks for such a file. */
const workerBudgetBytes = 450_000;
const mostScannedBytes = 2_000_000;

function main(): number {
  const lockfile = JSON.parse(textOf('package-lock.json')) as Lockfile;
  const packageFile = JSON.parse(textOf('package.json')) as PackageFile;
  const bundles = [serverBundle(), ...pageBundles()];
  const problems = [
    ...lockfileProblems(lockfile),
    ...versionProblems(packageFile),
    ...runTimeProblems(packageFile),
    ...licenceProblems(lockfile),
    ...ownFiles().flatMap((file) => secretsIn(file, textOf(file))),
    ...ownFiles()
      .filter((file) => /^(src|resolvers|static)\/.*\.tsx?$/.test(file))
      .flatMap((file) => dangerousShapesIn(file, textOf(file))),
    ...bundles.flatMap(({ name, texts }) => texts.flatMap((text) => codeFromTextIn(name, text))),
    ...budgetProblems(bundles),
  ];
  const bill = billOfMaterials(lockfile);
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(join(root, 'build', 'sbom.json'), JSON.stringify(bill, null, 2));
  for (const problem of problems) console.error(problem);
  const count = Object.keys(lockfile.packages).length - 1;
  const sizes = bundles.map(({ name, bytes }) => `${name} ${Math.round(bytes / 1_000)} KB`).join(', ');
  console.log(
    `${count} packages, ${bill.components.length} components at run time, ${bundles.length} bundles (${sizes}): ${problems.length} problems.`,
  );
  return problems.length === 0 ? 0 : 1;
}

function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** What is committed; pictures and the like hold no text. */
function ownFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 16_000_000 });
  return listed
    .split('\0')
    .filter((file) => file !== '' && !/\.(png|jpg|svg|wasm)$/.test(file) && existsSync(join(root, file)))
    .filter((file) => statSync(join(root, file)).size < mostScannedBytes);
}

interface Bundle {
  readonly name: string;
  readonly texts: readonly string[];
  readonly bytes: number;
  readonly most: number;
}

function serverBundle(): Bundle {
  const { outputFiles } = buildSync({
    entryPoints: [join(root, 'src', 'index.ts')],
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    logLevel: 'error',
  });
  const texts = outputFiles.map(({ text }) => text);
  return { name: 'server', texts, bytes: Buffer.byteLength(texts.join('')), most: serverBudgetBytes };
}

/** Pages that have been built; `npm run build` makes them. */
function pageBundles(): Bundle[] {
  return readdirSync(join(root, 'static'))
    .map((name) => ({ name, folder: join(root, 'static', name, 'build', 'assets') }))
    .filter(({ folder }) => existsSync(folder))
    .flatMap(({ name, folder }) => {
      const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
      const isWorker = (file: string): boolean => /-worker-[\w-]+\.js$/.test(file);
      const bundle = (title: string, files: readonly string[], most: number): Bundle => {
        const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
        return { name: title, texts, bytes: texts.reduce((sum, text) => sum + gzipSync(text).length, 0), most };
      };
      const workers = scripts.filter(isWorker);
      return [
        bundle(
          name,
          scripts.filter((file) => !isWorker(file)),
          pageBudgetBytes,
        ),
        ...workers.map((file) => bundle(`${name} ${file.replace(/-[\w-]{8}\.js$/, '')}`, [file], workerBudgetBytes)),
      ];
    });
}

process.exitCode = main();
