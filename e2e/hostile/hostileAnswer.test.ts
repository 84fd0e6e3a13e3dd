import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type AnswerSchema, createHostileAnswers } from './hostileAnswer.ts';
import { answerSchemas } from './hostilePages.ts';
import { HOSTILE_STRINGS } from './hostileStrings.ts';

const NOW = Date.parse('2027-06-01T12:00:00Z');

describe('hostile answers', () => {
  const answers = createHostileAnswers({}, NOW);

  it('have every string in every field of a list', () => {
    const text: AnswerSchema = { type: 'string' };
    const rows = answers.make({
      type: 'array',
      items: { type: 'object', properties: { name: text, reason: { type: ['string', 'null'] } } },
    }) as { name: string; reason: string }[];
    expect(rows.map(({ name }) => name)).toEqual(HOSTILE_STRINGS);
    expect(rows.map(({ reason }) => reason)).toEqual(HOSTILE_STRINGS);
  });

  it('are of the shape that the page is promised', () => {
    const schema: AnswerSchema = {
      type: 'object',
      properties: {
        id: { type: 'string', format: 'uuid' },
        at: { type: 'string', format: 'date-time' },
        state: { enum: ['on', 'off'] },
        count: { type: 'integer', minimum: 3 },
        isOn: { type: 'boolean' },
        short: { type: 'string', maxLength: 4 },
        profileId: { type: 'string' },
        cursor: { type: ['string', 'null'] },
        kind: { oneOf: [{ const: 'a' }, { type: 'null' }] },
        detail: { type: 'object', additionalProperties: { type: 'string' } },
      },
    };
    expect(answers.make(schema)).toEqual({
      ...{ id: '0f0f0f0f-0000-4000-8000-000000000000', at: '2027-06-01T12:00:00.000Z' },
      ...{ state: 'on', count: 3, isOn: true, short: '<scr', profileId: 'profile-0' },
      ...{ cursor: null, kind: 'a' },
      detail: { [HOSTILE_STRINGS[0] ?? '']: HOSTILE_STRINGS[0] },
    });
    expect(() => answers.make({ type: 'string', pattern: '^new$' })).toThrow(
      'no text of the shape',
    );
    expect(() => answers.make({ $ref: '#/components/schemas/New' })).toThrow('no schema');
  });

  it('can be made of everything that a page reads', () => {
    const { schemas, paths } = answerSchemas(
      JSON.parse(readFileSync(new URL('../../bff/openapi.json', import.meta.url), 'utf8')),
    );
    const made = createHostileAnswers(schemas, NOW);
    expect(paths.length).toBeGreaterThan(20);
    for (const { schema } of paths) {
      expect(JSON.stringify(made.make(schema)).length).toBeGreaterThan(2);
    }
  });
});
