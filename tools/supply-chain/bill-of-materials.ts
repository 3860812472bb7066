// The bill of materials as CycloneDX 1.5, from the lockfile alone. Not `npm sbom`: that refuses a tree in which any package
// asks for another peer than the one that is installed, which some of Atlassian's packages do.

import type { Lockfile } from './rules';

interface Component {
  readonly type: 'library';
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses: readonly { readonly expression: string }[];
  readonly hashes: readonly { readonly alg: 'SHA-512'; readonly content: string }[];
}

/** What is installed for run time; tools are left out. */
export function billOfMaterials({ packages }: Lockfile): {
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.5';
  readonly version: 1;
  readonly components: readonly Component[];
} {
  const components = Object.entries(packages).flatMap(([place, one]): Component[] => {
    const name = place.split('node_modules/').at(-1) ?? '';
    const { version, license = 'NOASSERTION', integrity, dev, devOptional } = one;
    if (name === '' || version === undefined || integrity === undefined || dev === true || devOptional === true)
      return [];
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    const content = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
    return [
      {
        type: 'library',
        name,
        version,
        purl,
        licenses: [{ expression: license }],
        hashes: [{ alg: 'SHA-512', content }],
      },
    ];
  });
  return { bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, components };
}
