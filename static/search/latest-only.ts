// Asks a question for each keystroke without ever having two under way: what is typed meanwhile waits, and of what waits
// only the newest is asked. So a slow answer delays the next question instead of piling up behind it, and an old answer
// can never replace a newer one.

export class LatestOnly<Question, Answer> {
  private underWay: { isWanted: boolean } | null = null;
  private waiting: Question | null = null;

  constructor(
    private readonly ask: (question: Question) => Promise<Answer>,
    private readonly show: (answer: Answer, question: Question) => void,
  ) {}

  put(question: Question): void {
    if (this.underWay === null) void this.run(question);
    else this.waiting = question;
  }

  /** What was put so far is wanted no more: an answer that is still on its way is dropped, whatever is put after it. */
  clear(): void {
    this.waiting = null;
    if (this.underWay !== null) this.underWay.isWanted = false;
  }

  /** `ask` never rejects; a failure is an answer like any other. */
  private async run(question: Question): Promise<void> {
    const run = { isWanted: true };
    this.underWay = run;
    const answer = await this.ask(question);
    this.underWay = null;
    if (run.isWanted) this.show(answer, question);
    const next = this.waiting;
    this.waiting = null;
    if (next !== null) void this.run(next);
  }
}
