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
    const samples = this.#results.get(name)?.samples[tool];
    return samples === undefined ? undefined : median(samples);
  }

  memory(name, tool) {
    return this.#results.get(name)?.memory[tool];
  }

  /** Of the other tools, without the bare linters: the fastest first. */
  peers(name) {
    return Object.keys(this.#results.get(name)?.samples ?? {})
      .filter((tool) => !OWN.includes(tool) && tool !== BARE)
      .map((tool) => ({ tool, seconds: this.seconds(name, tool) }))
      .sort((a, b) => a.seconds - b.seconds);
  }
}
