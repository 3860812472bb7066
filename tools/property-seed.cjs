// Property tests draw from one fixed seed, so that the same code gives the same answer on every machine. Whoever hunts
// for what that seed does not find names another: PROPERTY_SEED=7 npm test.
const fc = require('fast-check');

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.PROPERTY_SEED ?? 1) });
