// Serves what the app's frames load, from an origin of its own as in the product: the built files, the bridge script
// put first into every page, and the content security policy that Forge itself would compute for it.

import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { CSPInjectionService, CSPProcessingService } from '@forge/csp';
import { load } from 'cheerio';
import { Hono, type Context } from 'hono';
import type { PageManifest } from './modules';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** `builtFolder` holds frame-bridge.js, tokens.css and one script for each UI Kit resource. */
export function frameApp(manifest: PageManifest, builtFolder: string, hostOrigin: () => string): Hono {
  const app = new Hono();
  const native = new Set(manifest.modules.filter((module) => module.isNative).map((module) => module.resourceKey));

  app.get('/__host/:file', (context) => sendFile(context, builtFolder, context.req.param('file')));
  app.get('/:resource/*', async (context) => {
    const resource = context.req.param('resource');
    const file = decodeURIComponent(context.req.path.slice(resource.length + 2)) || 'index.html';
    if (native.has(resource)) {
      if (file === 'index.html') return sendPage(context, nativePage(resource), manifest, hostOrigin());
      return sendFile(context, builtFolder, file);
    }
    const folder = manifest.resourcePaths.get(resource);
    if (!folder) return context.text(`The manifest has no resource "${resource}".`, 404);
    if (extname(file) !== '.html') return sendFile(context, folder, file);
    const html = await contentOf(folder, file);
    return html ? sendPage(context, html.toString('utf8'), manifest, hostOrigin()) : context.notFound();
  });
  return app;
}

const nativePage = (resource: string): string =>
  `<!doctype html><html lang="en"><head><title>${resource}</title></head><body><script src="./${resource}.js"></script></body></html>`;

/** The policy is computed before our script goes in, so that it is the one that the page would get without us. */
function sendPage(context: Context, html: string, manifest: PageManifest, hostOrigin: string): Response {
  const details = new CSPProcessingService({ info: () => undefined }, load).getCspDetails(html, manifest.permissions);
  const policy = new CSPInjectionService().getInjectableCSP({
    existingCSPDetails: details,
    microsEnv: 'prod',
    hostname: hostOrigin,
  });
  const page = load(html);
  page('head').prepend(`<script src="/__host/frame-bridge.js" data-host="${hostOrigin}"></script>`);
  context.header('content-security-policy', policy.join('; '));
  context.header('cache-control', 'no-store');
  return context.html(page.html());
}

export async function sendFile(context: Context, folder: string, file: string): Promise<Response> {
  const content = await contentOf(folder, file);
  if (!content) return context.notFound();
  context.header('content-type', contentTypes[extname(file)] ?? 'application/octet-stream');
  context.header('x-content-type-options', 'nosniff');
  return context.body(new Uint8Array(content));
}

async function contentOf(folder: string, file: string): Promise<Buffer | null> {
  const path = normalize(join(folder, file));
  if (!path.startsWith(folder + sep)) return null;
  try {
    return await readFile(path);
  } catch {
    // Not there, or a folder: either way there is nothing to serve under this name.
    return null;
  }
}
