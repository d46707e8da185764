// The medians of a run, by case and tool; undefined where there is none.
import { median } from './measure.mjs';

export const OWN = ['switchyard run', 'switchyard, lefthook'];
export const BARE = 'bare linters';

export class Figures {
  #results;

  constructor(results) {
    this.#results = new Map(results.map((result) => [result.name, result]));
  }

  seconds(name, tool) {
    return this.of('samples', name, tool);
  }

  /** `samples`: seconds on the clock; `processor`: of all cores; `memory`: bytes. */
  of(what, name, tool) {
    const values = this.#results.get(name)?.[what]?.[tool];
    return values === undefined ? undefined : median(values);
  }

  /** Of the other tools, without the bare linters: the fastest first. */
  peers(name, what = 'samples') {
    return Object.keys(this.#results.get(name)?.[what] ?? {})
      .filter((tool) => !OWN.includes(tool) && tool !== BARE)
      .map((tool) => ({ tool, seconds: this.of(what, name, tool) }))
      .sort((a, b) => a.seconds - b.seconds);
  }
}
