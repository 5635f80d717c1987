import { expect, it } from '@jest/globals';
import { Connection } from '@temporalio/client';
import { temporalAddress } from './services.js';

it('reaches a Temporal server whose namespace has our search attributes', async () => {
  const connection = await Connection.connect({ address: temporalAddress() });
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
    expect(Object.keys(customAttributes ?? {})).toEqual(expect.arrayContaining(['DripState', 'DripNextAt']));
  } finally {
    await connection.close();
  }
});
