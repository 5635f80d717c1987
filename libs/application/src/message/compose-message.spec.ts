import { describe, expect, it } from '@jest/globals';
import type { EnrollmentSnapshot } from '../enrollment/enrollment-port.js';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import { ComposeMessage, type MarketingHeaderInput } from './compose-message.js';
import type { RenderData, Tracking } from './renderer-port.js';

const UNSUBSCRIBE = 'https://api.example.com/u/unsubscribe-row';
const PREFERENCES = 'https://api.example.com/p/unsubscribe-row';

describe(ComposeMessage, () => {
  it('tracks the pixel and the links of the mail, and leaves the links to unsubscribe and to the preferences as they are', async () => {
    const rendered: { data: RenderData; tracking: Tracking | undefined }[] = [];
    const headers: MarketingHeaderInput[] = [];
    const compose = new ComposeMessage({
      renderer: {
        render: (_template, data, _key, tracking) => {
          rendered.push({ data, tracking });
          return Promise.resolve({ subject: 'A', html: '<p>a</p>', text: 'a' });
        },
        findProblems: () => [],
      },
      tokens: {
        sign: (purpose, id) => `${purpose}-${id}`,
        verify: () => null,
        signText: (purpose, text) => `${purpose}-${text}`,
        verifyText: () => null,
      },
      addresses: { apiUrl: 'https://api.example.com', inboundDomain: 'in.example.com' },
      marketingHeaders: (input) => {
        headers.push(input);
        return {};
      },
    });
    await compose.execute({
      workspace: {
        id: 'w',
        name: 'W',
        postalAddress: '',
        sender: { name: 'S', email: 's@x.example' },
      } as WorkspaceRecord,
      snapshot: {
        ...{ sequenceId: 'q', sequenceName: 'Q' },
        subscriber: { firstName: null, lastName: null, email: 'ada@x.example' },
      } as EnrollmentSnapshot,
      step: { id: 'a', kind: 'email', subject: 'A', html: '<p>a</p>' },
      ...{ templateKey: 'k', rowId: 'row', messageId: '<m@x.example>', now: 0 },
    });
    expect(rendered[0]?.data.unsubscribeUrl).toBe(UNSUBSCRIBE);
    expect(rendered[0]?.data.preferencesUrl).toBe(PREFERENCES);
    expect(headers[0]?.unsubscribeUrl).toBe(UNSUBSCRIBE);
    const tracking = rendered[0]?.tracking;
    expect(tracking?.pixelUrl).toBe('https://api.example.com/o/open-row.gif');
    expect(tracking?.linkUrl('https://x.example/')).toBe(
      'https://api.example.com/c/click-["row","https://x.example/"]',
    );
    expect(tracking?.linkUrl(UNSUBSCRIBE)).toBeNull();
    expect(tracking?.linkUrl(PREFERENCES)).toBeNull();
  });
});
