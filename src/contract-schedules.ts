// When analyses of a space repeat by themselves, on the clock of the place that the schedule names.

export interface ScheduleWish {
  readonly every: 'day' | 'week' | 'month';
  /** On the clock of the time zone, 0 to 23. */
  readonly hour: number;
  /** Of a week 1 (Monday) to 7, of a month 1 to 28; of a day 1. */
  readonly day: number;
  /** IANA name, such as Europe/Berlin. */
  readonly timeZone: string;
  readonly isPaused: boolean;
}

/** Why one could not start: its saved scope or its team was gone, or Jira finds nothing that the team owns there. */
export type ScheduleProblem = 'no-scope' | 'no-team' | 'team-without-items';

export type ScheduleRunState = 'under-way' | 'finished' | 'cancelled' | 'failed' | 'forgotten' | ScheduleProblem;

export interface ScheduleView extends ScheduleWish {
  readonly id: string;
  /** Null: this space alone, everything in it. */
  readonly scopeId: string | null;
  readonly scopeName: string | null;
  readonly nextRun: string;
  /** Null before the first run. */
  readonly lastRun: { readonly at: string; readonly state: ScheduleRunState } | null;
}

export interface SchedulesView {
  /** Those whose analysis this viewer may start. */
  readonly schedules: readonly ScheduleView[];
  readonly canChange: boolean;
}

export interface ScheduleMethods {
  'schedules.list': (request: { readonly projectId: number }) => SchedulesView;
  /** Without id: a new one. What is missed while it is paused is not made up for. */
  'schedules.save': (request: {
    readonly projectId: number;
    readonly schedule: ScheduleWish & { readonly id: string | null; readonly scopeId: string | null };
  }) => SchedulesView;
  'schedules.remove': (request: { readonly projectId: number; readonly scheduleId: string }) => SchedulesView;
}
