// What the demo shows: commands with what they print, and claims that it has checked.
import { styleText } from 'node:util';

const coloured = process.stdout.isTTY === true && !process.env.NO_COLOR;
const style = (format, text) => (coloured ? styleText(format, text) : text);

export class Screen {
  #clone;
  #failed = 0;

  constructor(clone) {
    this.#clone = clone;
  }

  title(text) {
    console.log(`\n${style('bold', `━━ ${text}`)}\n`);
  }

  say(text) {
    console.log(style('dim', `   ${text}`));
  }

  /** Runs a command in the clone and shows both. Whether it passed. */
  run(argv) {
    console.log(style('cyan', `$ ${argv.map(quote).join(' ')}`));
    return this.#clone.show(argv);
  }

  claim(text, holds) {
    if (!holds) this.#failed += 1;
    console.log(holds ? style('green', `✔ ${text}`) : style('red', `✘ not so: ${text}`));
  }

  finish() {
    console.log('');
    if (this.#failed === 0) return;
    console.log(`${this.#failed} of the above is not as it should be.`);
    process.exitCode = 1;
  }
}

const quote = (word) => (/^[\w@%^=:,./+-]+$/.test(word) ? word : `'${word}'`);
