import { expect, it } from '@jest/globals';
import { WakeHeld } from './wake-held.js';

it('tells who is held why they may go on', async () => {
  const told: object[] = [];
  const wakePeople = {
    execute: async (workspaceId: string, wake: object) => void told.push({ workspaceId, ...wake }),
  };
  await new WakeHeld({ wakePeople }).execute('w', 'example.com');
  expect(told).toEqual([{ workspaceId: 'w', scope: 'parked', because: 'SPF of example.com is in order' }]);
});
