// Asks a question for each keystroke without ever having two under way: what is typed meanwhile waits, and of what waits
// only the newest is asked. So a slow answer delays the next question instead of piling up behind it, and an old answer
// can never replace a newer one.

export class LatestOnly<Question, Answer> {
  private isUnderWay = false;
  private waiting: Question | null = null;
  private isWanted = false;

  constructor(
    private readonly ask: (question: Question) => Promise<Answer>,
    private readonly show: (answer: Answer, question: Question) => void,
  ) {}

  put(question: Question): void {
    this.isWanted = true;
    if (this.isUnderWay) this.waiting = question;
    else void this.run(question);
  }

  /** Nothing is asked any more: an answer that is still on its way is dropped. */
  clear(): void {
    this.isWanted = false;
    this.waiting = null;
  }

  /** `ask` never rejects; a failure is an answer like any other. */
  private async run(question: Question): Promise<void> {
    this.isUnderWay = true;
    const answer = await this.ask(question);
    this.isUnderWay = false;
    if (this.isWanted) this.show(answer, question);
    const next = this.waiting;
    this.waiting = null;
    if (next !== null) void this.run(next);
  }
}
