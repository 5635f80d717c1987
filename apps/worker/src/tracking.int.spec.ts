import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { enrollmentWorkflowId } from '@dripemails/contracts/workflow';
import type { Step } from '@dripemails/domain';
import { until } from '@dripemails/testing';
import { days, Engine, mail } from './testing/engine.js';

/** Engines of other spec files are waited for. */
const START_MS = 10 * 60_000;
const DEADLINE = { deadlineMs: 30_000, message: 'the engine to get there' };
/** An interrupt promises this much. */
const WITHIN_2_S = { deadlineMs: 2_000, message: 'the workflow to end' };

const LINK = 'https://shop.example/?a=1&b=2';
const withLink: Step = {
  ...{ id: 'a', kind: 'email', subject: 'Mail a' },
  html: '<p><a href="https://shop.example/?a=1&amp;b=2">Shop</a></p>',
};

describe('opens and clicks, from the mail that was sent to the step that asks', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.start();
  }, START_MS);
  afterAll(() => engine.stop(), 90_000);

  const subjects = (email: string) => engine.mailsTo(email).map(({ subject }) => subject);
  const workflowEnds = (id: string, options: typeof DEADLINE) =>
    until(
      async () =>
        (await engine.temporal.workflow.getHandle(enrollmentWorkflowId(id)).describe()).status.name === 'COMPLETED',
      options,
    );
  /** What a mail program finds in the first mail to an address, as the API reads it. */
  const activitiesOf = async (email: string) => {
    await until(() => engine.mailsTo(email).length > 0, DEADLINE);
    // quoted-printable breaks lines with `=`
    const raw = engine.mailsTo(email)[0]?.raw.toString('latin1').replaceAll('=\r\n', '') ?? '';
    const { recordActivity } = engine.runtime.useCases;
    const opened = recordActivity.readPixel(/http:\/\/localhost:3001\/o\/(\w+\.gif)"/.exec(raw)?.[1] ?? '');
    const clicked = recordActivity.readLink(/http:\/\/localhost:3001\/c\/([\w.-]+)"/.exec(raw)?.[1] ?? '');
    if (opened === null || clicked === null) throw new Error(`the mail is not tracked:\n${raw}`);
    return { opened, clicked };
  };

  it('takes the arm of those who opened and clicked, and the other of those who did not', async () => {
    const sequence = await engine.sequence('Clicked', [
      withLink,
      days('w', 5),
      {
        ...{ id: 'b', kind: 'branch', then: [mail('thanks')], else: [mail('nudge')] },
        if: { all: [{ opened: { step: 'a' } }, { clicked: { step: 'a', link: LINK } }] },
      },
    ]);
    const [reader, other] = [
      await engine.enroll(sequence, 'reader@example.com'),
      await engine.enroll(sequence, 'other@example.com'),
    ];
    const { opened, clicked } = await activitiesOf('reader@example.com');
    await engine.runtime.useCases.recordActivity.execute(opened, 'Thunderbird');
    await engine.runtime.useCases.recordActivity.execute(clicked, 'Firefox');
    for (const id of [reader, other]) await workflowEnds(id, DEADLINE);
    expect(subjects('reader@example.com')).toEqual(['Mail a', 'Mail thanks']);
    expect(subjects('other@example.com')).toEqual(['Mail a', 'Mail nudge']);
    const { timeline } = await engine.get(reader);
    expect(timeline.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["Mail 'Mail a' opened", "Link in mail 'Mail a' clicked"]),
    );
  }, 60_000);

  it('reaches a goal within two seconds of the click', async () => {
    const sequence = await engine.sequence('Click goal', [
      withLink,
      days('w', 400),
      { id: 'g', kind: 'goal', name: 'Clicked', if: { clicked: { step: 'a' } } },
    ]);
    const id = await engine.enroll(sequence, 'goal@example.com');
    const { clicked } = await activitiesOf('goal@example.com');
    await until(async () => (await engine.get(id)).sent === 1, DEADLINE);
    await engine.runtime.useCases.recordActivity.execute(clicked, 'Firefox');
    await workflowEnds(id, WITHIN_2_S);
    expect(await engine.get(id)).toMatchObject({ state: 'ended', outcome: 'goal' });
  }, 60_000);
});
