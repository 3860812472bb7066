// The manifest that is deployed: manifest.yml alone, or with what manifest.explanations.yml adds to it. Used by the
// deployment, by its checks and by the local host, so that all three mean the same variant.

'use strict';

const { readFileSync } = require('node:fs');
const { join } = require('node:path');

/** The text of the manifest in this folder; its own comments stay. */
function manifestText(root, { withExplanations = false } = {}) {
  const text = readFileSync(join(root, 'manifest.yml'), 'utf8');
  if (!withExplanations) return text;
  const { parse, parseDocument } = require('yaml');
  const document = parseDocument(text);
  const added = parse(readFileSync(join(root, 'manifest.explanations.yml'), 'utf8'));
  for (const [name, modules] of Object.entries(added.modules)) document.setIn(['modules', name], modules);
  return document.toString({ lineWidth: 0 });
}

module.exports = { manifestText };
