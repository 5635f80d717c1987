import { armsOf, type Step } from '../sequence/step.js';

/**
 * Where a person stands in a version: behind the last step that is done, in reading order. What is in front of it and was
 * not done (because an edit put it there) is passed over.
 */
export class Position {
  private readonly touched: ReadonlySet<string>;
  private readonly choices: Record<string, string>;

  /**
   * @param done ids of the steps done
   * @param choices which arm was taken, by step id
   */
  constructor(done: readonly string[], choices: Readonly<Record<string, string>>) {
    this.touched = new Set(done);
    this.choices = { ...choices };
  }

  /** Takes an arm; an iteration over the steps ahead that stands at the step goes on with the steps of this arm. */
  choose(stepId: string, choice: string): void {
    this.choices[stepId] = choice;
  }

  /** The steps ahead, in order; a step with arms is followed by those of the arm that is chosen when it is passed. */
  *ahead(steps: readonly Step[]): Generator<Step> {
    const last = steps.findLastIndex((step) => this.isTouched(step));
    for (const [index, step] of steps.entries()) {
      if (index < last) continue;
      if (index > last) yield step;
      const choice = this.choiceAt(step);
      const arm = armsOf(step).find((one) => one.choice === choice);
      if (arm !== undefined) yield* this.ahead(arm.steps);
    }
  }

  /** The arm taken; without a record of it (the step came with an edit) the one in which the person stands. */
  choiceAt(step: Step): string | undefined {
    return (
      this.choices[step.id] ?? armsOf(step).find(({ steps }) => steps.some((inner) => this.isTouched(inner)))?.choice
    );
  }

  private isTouched(step: Step): boolean {
    return this.touched.has(step.id) || armsOf(step).some(({ steps }) => steps.some((inner) => this.isTouched(inner)));
  }
}
