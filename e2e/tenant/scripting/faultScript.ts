/** What happens to a request that a rule catches. `after` means: the effect has taken place. */
export type FaultEffect =
  | { readonly kind: 'throttle'; readonly retryAfterSeconds?: number }
  | { readonly kind: 'status'; readonly status: number; readonly when: 'before' | 'after' }
  | { readonly kind: 'cut'; readonly when: 'before' | 'after' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'expiredToken' };

/** A rule: which requests, how many of them, and what happens. */
export interface FaultRule {
  /** Any method when absent. */
  readonly method?: string;
  /** Source of a regular expression, tried on the path without regard to case. */
  readonly path: string;
  /** How many matching requests pass untouched first. */
  readonly skip?: number;
  /** How many are hit after that; 1 when absent. */
  readonly times?: number;
  readonly effect: FaultEffect;
}

interface Armed {
  readonly id: string;
  readonly rule: FaultRule;
  readonly path: RegExp;
  skip: number;
  left: number;
}

/** The faults a test has scripted. The first rule that matches wins. */
export class FaultScript {
  #armed: Armed[] = [];
  #count = 0;

  /** Arms a rule and gives its id, which the request log repeats. */
  add(rule: FaultRule): string {
    this.#count += 1;
    const id = `fault-${String(this.#count)}`;
    this.#armed.push({
      id,
      rule,
      path: new RegExp(rule.path, 'i'),
      skip: rule.skip ?? 0,
      left: rule.times ?? 1,
    });
    return id;
  }

  clear(): void {
    this.#armed = [];
  }

  /** Rules that have not fired as often as they were told to. */
  pending(): { id: string; rule: FaultRule; left: number }[] {
    return this.#armed
      .filter((armed) => armed.left > 0)
      .map(({ id, rule, left }) => ({ id, rule, left }));
  }

  /** The rule that hits this request, used up by one. */
  take(method: string, path: string): { id: string; effect: FaultEffect } | undefined {
    for (const armed of this.#armed) {
      if (armed.left === 0) continue;
      if (armed.rule.method && armed.rule.method.toUpperCase() !== method) continue;
      if (!armed.path.test(path)) continue;
      if (armed.skip > 0) {
        armed.skip -= 1;
        continue;
      }
      armed.left -= 1;
      return { id: armed.id, effect: armed.rule.effect };
    }
    return undefined;
  }
}
