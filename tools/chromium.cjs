// A Chromium for the browser tests and screenshots, on any machine: the one that is installed, or else the one that
// ships inside an npm package, unpacked once into node_modules/.cache. Nothing is downloaded while tests run.

'use strict';

const {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  chmodSync,
  writeFileSync,
} = require('node:fs');
const { join, dirname } = require('node:path');
const { pipeline } = require('node:stream/promises');
const { createBrotliDecompress } = require('node:zlib');

const installedPlaces = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

// The background flags keep a test browser from looking up hosts on the internet. Without site isolation a page and the
// app's frame in it share a process: across processes, a click into a frame that has just grown can land on the page
// around it, because the browser decides by the frame's old size. The two stay strangers by origin all the same.
const quietFlags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-site-isolation-trials',
  '--disable-sync',
  '--no-first-run',
  '--no-sandbox',
];

/**
 * @returns {Promise<{executablePath: string, args: string[], env: Record<string, string>}>} launch options for playwright-core.
 * @throws Error with one sentence when neither an installed nor a packaged Chromium fits this machine.
 */
async function findChromium() {
  const installed = installedPlaces.find((place) => place && existsSync(place));
  if (installed) return { executablePath: installed, args: quietFlags, env: { ...process.env } };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `No Chromium found: install Chrome or Chromium, or set CHROMIUM_PATH (the packaged one runs on Linux x64 only, this is ${process.platform} ${process.arch}).`,
    );
  }
  const home = await unpackOnce();
  return {
    executablePath: join(home, 'chromium'),
    args: quietFlags,
    env: {
      ...process.env,
      FONTCONFIG_PATH: join(home, 'fonts'),
      LD_LIBRARY_PATH: [join(home, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
    },
  };
}

async function unpackOnce() {
  const packageRoot = dirname(dirname(dirname(dirname(require.resolve('@sparticuz/chromium')))));
  const { version } = require(join(packageRoot, 'chromium', 'package.json'));
  const source = join(packageRoot, 'chromium', 'bin');
  const home = join(__dirname, '..', 'node_modules', '.cache', `chromium-${version}`);
  if (existsSync(home)) return home;
  // Unpacked beside and then renamed: a run that is stopped half-way leaves nothing that looks finished.
  const unfinished = `${home}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const { extract } = require('tar-fs');
  const inflate = (name, sink) => pipeline(createReadStream(join(source, name)), createBrotliDecompress(), sink);
  await Promise.all([
    inflate('chromium.br', createWriteStream(join(unfinished, 'chromium'))),
    inflate('al2023.tar.br', extract(join(unfinished, 'al2023'))),
    inflate('fonts.tar.br', extract(join(unfinished, 'fonts'))),
    inflate('swiftshader.tar.br', extract(unfinished)),
  ]);
  chmodSync(join(unfinished, 'chromium'), 0o755);
  writeFileSync(join(unfinished, 'fonts', 'fonts.conf'), fontConfiguration(join(home, 'fonts', 'fonts')));
  if (existsSync(home)) rmSync(unfinished, { recursive: true });
  else renameSync(unfinished, home);
  return home;
}

// The packaged configuration names folders of another system; without this one no text is drawn at all.
function fontConfiguration(packagedFonts) {
  const folders = [packagedFonts, '/usr/share/fonts', '/usr/local/share/fonts'];
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...folders.map((folder) => `  <dir>${folder}</dir>`),
    '  <cachedir prefix="xdg">fontconfig</cachedir>',
    '</fontconfig>',
  ].join('\n');
}

module.exports = { findChromium };
