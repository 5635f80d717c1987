import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@dripemails/domain';
import { createLogger } from '@dripemails/platform';
import { type ArgumentsHost, NotFoundException } from '@nestjs/common';
import { fastify } from 'fastify';
import { InvalidRequest } from '../http/invalid-request.js';
import { PublicPageFilter } from './public-page-filter.js';
import { visitorOf } from './visitor.js';

/** What somebody is answered when a handler throws. */
async function answerTo(error: unknown) {
  const app = fastify();
  const filter = new PublicPageFilter(createLogger('spec', 'silent'));
  app.post('/u/:token', (request, reply) => {
    const http = { getRequest: () => request, getResponse: () => reply };
    filter.catch(error, { switchToHttp: () => http } as unknown as ArgumentsHost);
    return reply;
  });
  const { statusCode, headers, body } = await app.inject({ method: 'POST', url: '/u/x' });
  await app.close();
  return { statusCode, headers, body };
}

describe(PublicPageFilter.name, () => {
  it('says of what fails that it is worth trying again, and nothing of our insides', async () => {
    const { statusCode, headers, body } = await answerTo(new Error('connect ECONNREFUSED 10.0.0.5:5432'));
    expect(statusCode).toBe(503);
    expect(headers).toMatchObject({ 'retry-after': '30', 'content-type': 'text/html; charset=utf-8' });
    expect(body).toContain('nothing was changed');
    expect(body).not.toMatch(/ECONNREFUSED|10\.0\.0\.5/);
  });

  it.each([
    new DomainError('message.not_found', 'x'),
    new DomainError('subscriber.not_found', 'x'),
    new InvalidRequest('path', [{ path: '', message: 'x' }]),
  ])('helps on where there is nothing behind a link', async (error) => {
    const { statusCode, headers, body } = await answerTo(error);
    expect(statusCode).toBe(404);
    expect(headers['retry-after']).toBeUndefined();
    expect(body).toContain('Use the link of a newer mail');
  });

  it('passes on what a request did wrong', async () => {
    expect((await answerTo(new NotFoundException())).statusCode).toBe(404);
    const unreadable = await answerTo(new InvalidRequest('body', [{ path: '', message: 'x' }]));
    expect(unreadable.statusCode).toBe(400);
    expect(unreadable.body).toContain('could not be read');
    const tooLarge = await answerTo(Object.assign(new Error('Request body is too large'), { statusCode: 413 }));
    expect(tooLarge.statusCode).toBe(413);
    expect(tooLarge.body).toContain('holds more than one can');
  });
});

describe(visitorOf.name, () => {
  it.each([
    [false, '127.0.0.1'],
    [['192.0.2.1'], '127.0.0.1'],
    [['loopback'], '203.0.113.9'],
    [['loopback', '203.0.113.0/24'], '198.51.100.7'],
  ])('believes the proxies %j alone', async (trustProxy, ip) => {
    const app = fastify({ trustProxy });
    app.get('/', (request) => visitorOf(request));
    const headers = { 'x-forwarded-for': '198.51.100.7, 203.0.113.9', 'user-agent': 'Browser/1' };
    expect((await app.inject({ url: '/', headers })).json()).toEqual({ ip, userAgent: 'Browser/1' });
    await app.close();
  });
});
