// Terms, people and components are known to the engine as 32-bit numbers only. This is the one function that makes
// them. Stored blocks hold its results, so it must answer the same for ever: a golden test pins it.

/**
 * FNV-1a over UTF-16 units, then the finishing steps of MurmurHash3, so that the low bits can index a table.
 * Returns an unsigned 32-bit number and never 0, which means "not known" wherever a hash is stored.
 * `hashText('timeout')` is 2475762824.
 */
export function hashText(text: string, salt = 0): number {
  let hash = 0x811c9dc5 ^ salt;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0 || 1;
}
