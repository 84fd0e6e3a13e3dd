import type { CheckedPerson, Person } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { PeopleListsPort } from '../ports.ts';

/** Somebody of a test's directory; the number is in all of their names. */
export function testPerson(number: number): Person {
  const tail = String(number).padStart(12, '0');
  return {
    id: `11111111-2222-4333-8444-${tail}`,
    displayName: `Person ${number}`,
    userPrincipalName: `person${number}@contoso.example`,
    mail: null,
    enabled: true,
    guest: false,
  };
}

/** A backend that knows so many people, and does what a test says about some of them. */
export class TestPeoplePort implements PeopleListsPort {
  readonly calls: string[] = [];
  /** What the check says of a person, by number; nothing against them otherwise. */
  readonly verdicts = new Map<string, FailureCode[]>();
  readonly passkeys = new Map<string, (string | null)[]>();
  /** Thrown by the next calls of any kind, in order. */
  readonly failures: AppError[] = [];
  /** People who are not read the next time they are asked about. */
  readonly unread = new Map<string, FailureCode>();
  retryAfterSeconds: number | null = null;
  readonly #people: readonly Person[];
  readonly #pageSize: number;

  constructor(count: number, pageSize = 999) {
    this.#people = Array.from({ length: count }, (_, index) => testPerson(index + 1));
    this.#pageSize = pageSize;
  }

  #enter(call: string): void {
    this.calls.push(call);
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
  }

  async searchGroups() {
    return { groups: [], truncated: false };
  }

  async groupPeople(_groupId: string, cursor: string | undefined) {
    this.#enter('groupPeople');
    const start = Number(cursor ?? 0);
    const end = start + this.#pageSize;
    return {
      people: this.#people.slice(start, end),
      cursor: end < this.#people.length ? String(end) : null,
      total: cursor === undefined ? this.#people.length : null,
      hasOnlyOthers: false,
    };
  }

  async resolvePeople(references: readonly string[]) {
    this.#enter(`resolve ${references.length}`);
    const find = (reference: string) =>
      this.#people.find((one) => one.id === reference || one.userPrincipalName === reference);
    return {
      results: references.map((reference) => {
        const person = find(reference);
        return person === undefined ? { problem: 'user_not_found' as const } : { person };
      }),
    };
  }

  async checkPeople(userIds: readonly string[]) {
    this.#enter(`check ${userIds.length}`);
    const results = userIds.map((userId): CheckedPerson => {
      const failure = this.unread.get(userId);
      this.unread.delete(userId);
      if (failure !== undefined) return { userId, failure };
      const problems = this.verdicts.get(userId) ?? [];
      return { userId, problems, passkeys: this.passkeys.get(userId) ?? [] };
    });
    const { retryAfterSeconds } = this;
    this.retryAfterSeconds = null;
    return { results, retryAfterSeconds };
  }
}

/** A failure as the HTTP adapter throws it. */
export function unreachable(): AppError {
  return new AppError('backend_unreachable', 'as the test wants it');
}
