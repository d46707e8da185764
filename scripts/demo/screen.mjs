// What the demo shows: commands with what they print, and claims that it has checked.
import { styleText } from 'node:util';

export class Screen {
  /** What was shown, in colour, if it is recorded. */
  recorded = '';
  #clone;
  #records;
  #failed = 0;

  constructor(clone, { records }) {
    this.#clone = clone;
    this.#records = records;
  }

  title(text) {
    this.#show(`\n${this.#style('bold', `━━ ${text}`)}\n\n`);
  }

  say(text) {
    this.#show(`${this.#style('dim', `   ${text}`)}\n`);
  }

  /** Runs a command in the clone and shows both. Whether it passed. */
  run(argv) {
    this.#show(`${this.#style('cyan', `$ ${argv.map(quote).join(' ')}`)}\n`);
    if (!this.#records) return this.#clone.show(argv);
    const { passed, output } = this.#clone.record(argv);
    this.#show(output);
    return passed;
  }

  claim(text, holds) {
    if (!holds) this.#failed += 1;
    const line = holds
      ? this.#style('green', `✔ ${text}`)
      : this.#style('red', `✘ not so: ${text}`);
    this.#show(`${line}\n`);
  }

  /** Whether all that was claimed is so. */
  finish() {
    this.#show('\n');
    if (this.#failed === 0) return true;
    console.log(`${this.#failed} of the above is not as it should be.`);
    process.exitCode = 1;
    return false;
  }

  #style(format, text) {
    const inColour = this.#records || (process.stdout.isTTY === true && !process.env.NO_COLOR);
    return inColour ? styleText(format, text, { validateStream: false }) : text;
  }

  #show(text) {
    if (this.#records) this.recorded += text;
    process.stdout.write(text);
  }
}

const quote = (word) => (/^[\w@%^=:,./+-]+$/.test(word) ? word : `'${word}'`);
