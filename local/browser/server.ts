// The browser's side of the local host: a Jira-like page on http://localhost:PORT and the app's frames on another
// origin. Who is signed in is a cookie that only this server writes; every read of Jira and every call of the app
// is made as that person.

import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import type { TourStop } from '../demo/tour';
import { frameApp } from './frame-server';
import { hostApp, type BrowserWorld, type Demo } from './host-server';
import { readPageManifest } from './modules';

const root = resolve(__dirname, '..', '..');

interface BrowserOptions {
  readonly world: BrowserWorld;
  /** Of the Jira-like page; the frames get the next one. 0 picks free ones. */
  readonly port: number;
  /** A guided tour for who comes the first time. */
  readonly tour?: readonly TourStop[];
  /** Absent where the data are somebody's own. */
  readonly demo?: Demo;
}

export interface Browser {
  readonly url: string;
  close(): Promise<void>;
}

/** @throws Error with one sentence when a port is taken or the pages are not built. */
export async function startBrowser({ world, port, tour = [], demo }: BrowserOptions): Promise<Browser> {
  const manifest = await readPageManifest(root);
  const built = join(root, 'local', 'browser', 'build');
  const origins = { host: '', frames: '' };
  const page = readShell(built);
  const host = serverOf(hostApp({ world, manifest, builtFolder: built, page, origins, tour, demo }));
  const frames = serverOf(frameApp(manifest, built, () => origins.host));
  try {
    origins.host = `http://localhost:${await listen(host, port, 'localhost')}`;
    origins.frames = `http://127.0.0.1:${await listen(frames, port === 0 ? 0 : port + 1, '127.0.0.1')}`;
  } catch (error) {
    await Promise.all([close(host), close(frames)]);
    throw error;
  }
  return { url: origins.host, close: async () => void (await Promise.all([close(host), close(frames)])) };
}

const serverOf = (app: Hono): Server =>
  createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;

function readShell(built: string): string {
  try {
    return readFileSync(join(built, 'shell', 'index.html'), 'utf8');
  } catch {
    throw new Error('The pages are not built: run "npm run build" first.');
  }
}

function listen(server: Server, port: number, hostname: string): Promise<number> {
  return new Promise((resolveListening, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const sentence =
        error.code === 'EADDRINUSE'
          ? `Port ${port} on ${hostname} is taken: stop what uses it or choose another with --port (the next port is used too).`
          : `Cannot listen on ${hostname}:${port}: ${error.message}.`;
      reject(new Error(sentence));
    });
    server.listen(port, hostname, () => resolveListening((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
