// Everything that a fresh clone lacks, in plain Node, because nothing is installed yet.
import { prepareGateway } from './gateway.mjs';
import { prepareNpm } from './npm.mjs';
import { prepareRuby } from './ruby.mjs';

/**
 * Brings npm's dependencies, Ruby with Bundler and RuboCop, and the gateway's `.venv`; says so only where it
 * does something. Throws `Stop` with the command to type for what it may not bring itself.
 */
export function setUp() {
  prepareNpm();
  prepareRuby();
  prepareGateway();
}
