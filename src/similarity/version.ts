// Scores are comparable within one version of the engine only. Whoever stores a result stores this beside it, and
// treats a result of another version as stale: shown, with the advice to analyse again. Decisions never expire.

/** Year, month, and a letter that goes up with every change to any score, tier or term. The changelog is in README.md. */
export const ENGINE_VERSION = '2026-11d';
