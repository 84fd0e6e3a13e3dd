import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphFailure, readRetryAfter } from './graphFailure.ts';
import { personRequest } from './graphRequest.ts';
import { graphError, USER } from './testGraph.ts';

const NOW = Date.parse('2027-06-01T09:00:00Z');

describe('readRetryAfter', () => {
  it.each([
    ['17', 17],
    [' 0 ', 0],
    ['Tue, 01 Jun 2027 09:01:30 GMT', 90],
    ['Tue, 01 Jun 2027 08:00:00 GMT', 0],
    ['soon', undefined],
    ['-5x', undefined],
    [null, undefined],
  ])('reads %s', (header, seconds) => {
    expect(readRetryAfter(header, NOW)).toBe(seconds);
  });
});

describe('graphFailure', () => {
  it('finds the request id under both spellings of the envelope, and in the header first', async () => {
    const request = personRequest(USER);
    for (const inner of ['innerError', 'innererror']) {
      const body = JSON.stringify({ error: { code: 'c', [inner]: { 'request-id': 'r' } } });
      expect(graphFailure(request, new Response(null, { status: 400 }), body, NOW).requestId).toBe(
        'r',
      );
    }
    const response = graphError(400, 'c', 'm', { 'request-id': 'header' });
    expect(graphFailure(request, response, await response.text(), NOW).requestId).toBe('header');
  });

  it('survives every body', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json()),
        fc.integer({ min: 300, max: 599 }),
        (body, status) => {
          const failure = graphFailure(
            personRequest(USER),
            new Response(null, { status }),
            body,
            NOW,
          );
          expect(failure.httpStatus).toBe(status);
        },
      ),
      { numRuns: 300 },
    );
  });
});
