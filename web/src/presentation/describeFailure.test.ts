import { describe, expect, it } from 'vitest';
import { FAILURE_CODES, isFailureCode } from '#shared/failure/codes.ts';
import { describeFailure, learnFailureWords } from './describeFailure.ts';
import { approvalFailureMessages } from './messages.failures.approvals.en.ts';
import { keyFailureMessages } from './messages.failures.key.en.ts';
import { laterFailureMessages } from './messages.failures.later.en.ts';
import { lostKeyFailureMessages } from './messages.failures.lostKey.en.ts';
import { serviceFailureMessages } from './messages.failures.service.en.ts';
import { wayFailureMessages } from './messages.failures.ways.en.ts';

const keys = [
  keyFailureMessages,
  serviceFailureMessages,
  wayFailureMessages,
  laterFailureMessages,
  approvalFailureMessages,
  lostKeyFailureMessages,
].flatMap((words) => Object.keys(words));

describe('the words of failures', () => {
  it('of pages that are loaded later are plain ones until then', () => {
    expect(describeFailure('pass_exists')).toEqual(describeFailure('internal'));
    learnFailureWords(laterFailureMessages);
    learnFailureWords(wayFailureMessages);
    learnFailureWords(approvalFailureMessages);
    learnFailureWords(lostKeyFailureMessages);
    expect(describeFailure('pass_exists')).toBe(laterFailureMessages.pass_exists);
  });

  it.each(FAILURE_CODES)('say what %s is, why, and what to do', (code) => {
    const { title, cause, next } = describeFailure(code);
    expect(title).toMatch(/^\p{Lu}.*[^.]$/u);
    expect(title.length).toBeLessThanOrEqual(60);
    expect(cause).toMatch(/^\p{Lu}.*\.$/u);
    expect(next).toMatch(/^\p{Lu}.*\.$/u);
  });

  it.each(FAILURE_CODES)('show no code and no jargon in the sentences for %s', (code) => {
    const text = Object.values(describeFailure(code)).join(' ');
    expect(text).not.toMatch(/_|0x|CTAP|CBOR|authenticator|resident|\bUV\b|AAGUID/);
  });

  it('exist only for codes that exist, and once', () => {
    expect(keys.filter((key) => !isFailureCode(key))).toEqual([]);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
