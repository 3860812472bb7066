// Every function of manifest.yml, one line each. Forge looks for handlers under src/.

export {
  findDuplicatesForPerson,
  findDuplicatesForRule,
  listSuggestionsForPerson,
  listSuggestionsForRule,
  recordAnswerForPerson,
} from '../resolvers/actions';
export { changeStep } from '../resolvers/change-queue';
export { beforeUninstall } from '../resolvers/create-hints';
export { actStep } from '../resolvers/act-queue';
export { issueEvent } from '../resolvers/issue-events';
export { duplicatesOf, possibleDuplicates } from '../resolvers/jql-function';
export { resolver } from '../resolvers/pages';
export { scanStep } from '../resolvers/scan-queue';
export { schedule } from '../resolvers/schedule';
export { externalStep } from '../resolvers/external-queue';
export { summaryStep } from '../resolvers/summary-queue';
export { insightStep } from '../resolvers/insight-queue';
