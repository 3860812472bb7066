// What the audit log can tell of, in the order in which a person chooses from it.

import type { AuditEvent } from '../../src/contract';

/** As an object, so that a new kind of event without its line here does not compile. */
const all: Readonly<Record<AuditEvent, true>> = {
  'scan.start': true,
  'scan.cancel': true,
  'scan.resume': true,
  'scan.repeat': true,
  decision: true,
  action: true,
  bulk: true,
  repair: true,
  export: true,
  'external.import': true,
  'external.remove': true,
  'settings.save': true,
  'settings.undo': true,
  'threshold.apply': true,
  'roles.save': true,
  'teams.save': true,
  'mapping.save': true,
  'hints.switch': true,
  'retention.save': true,
  purge: true,
  'person.erase': true,
  'data.remove': true,
  backup: true,
  restore: true,
};

export const auditEventKeys = Object.keys(all) as AuditEvent[];
