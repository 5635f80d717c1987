import type { RenderData } from '@dripemails/application';

const common = {
  workspace: { name: 'Example Ltd', postalAddress: '1 Example Street\n12345 Example City' },
  unsubscribeUrl: 'https://example.com/u/sample',
  preferencesUrl: 'https://example.com/p/sample',
};

/** Two people to try a template on: one of whom nothing is known, and one with every field that has a name of its own. */
export const SAMPLES: readonly RenderData[] = [
  {
    ...common,
    subscriber: { email: 'a@example.com', firstName: null, lastName: null, timeZone: null, locale: null, fields: {} },
  },
  {
    ...common,
    subscriber: {
      email: 'ada@example.com',
      firstName: 'Ada',
      lastName: 'Lovelace',
      timeZone: 'Europe/London',
      locale: 'en',
      fields: {},
    },
  },
];
