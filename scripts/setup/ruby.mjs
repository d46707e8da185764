// Ruby, Bundler and the gems of apps/core.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { core } from '../support/paths.mjs';
import { capture, isOnPath, must, Stop } from '../support/run.mjs';
import { canInstallPackages, installCommand, installPackages, isDebian } from './debian.mjs';

const PACKAGES = ['ruby', 'bundler', 'rubocop'];
const INTO_VENDOR = 'bundle config set --local path vendor/bundle';
const DEBIAN_GEMFILE = 'vendor/bundle/debian/Gemfile';

export function prepareRuby() {
  if (gemsAreThere()) return;
  if (canInstallPackages()) installPackages(PACKAGES);
  if (gemsAreThere()) return;
  if (!rubyIsThere()) throw new Stop(`setup: apps/core needs ${howToGetRuby()}`);
  // This Ruby's gems are of other versions than Gemfile.lock's: another Debian, or another Ruby.
  if (isDebian() && lockedToDebian()) return;
  console.log(
    'setup: bundle install (gems of apps/core/Gemfile.lock into apps/core/vendor/bundle)',
  );
  must(['bundle', 'install'], {
    cwd: core,
    env: { ...process.env, BUNDLE_PATH: 'vendor/bundle' },
    otherwise: `setup: Bundler could not install the gems. Try again: (cd apps/core && ${INTO_VENDOR} && bundle install)`,
  });
  must(INTO_VENDOR.split(' '), { cwd: core });
}

const rubyIsThere = () => isOnPath('ruby') && isOnPath('bundle');

const gemsAreThere = () => rubyIsThere() && capture(['bundle', 'check'], { cwd: core }).passed;

/**
 * Debian's updates change the versions of the gems that come with Ruby. Where they satisfy the Gemfile,
 * they get a lock file of their own, in an ignored place, so that Gemfile.lock stays as it is committed.
 */
function lockedToDebian() {
  const gemfile = join(core, DEBIAN_GEMFILE);
  mkdirSync(join(gemfile, '..'), { recursive: true });
  writeFileSync(gemfile, "eval_gemfile File.join(File.dirname(__FILE__), '../../../Gemfile')\n");
  const env = { ...process.env, BUNDLE_GEMFILE: gemfile };
  if (!capture(['bundle', 'lock', '--local'], { cwd: core, env }).passed) return false;
  if (!capture(['bundle', 'check'], { cwd: core, env }).passed) return false;
  must(['bundle', 'config', 'set', '--local', 'gemfile', DEBIAN_GEMFILE], { cwd: core });
  return true;
}

const howToGetRuby = () =>
  isDebian()
    ? `Ruby, Bundler and RuboCop: ${installCommand(PACKAGES)}`
    : 'Ruby 3.1 or newer and Bundler.';
