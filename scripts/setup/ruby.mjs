// Ruby, Bundler and the gems of apps/core.
import { core } from '../support/paths.mjs';
import { capture, isOnPath, must, Stop } from '../support/run.mjs';
import { canInstallPackages, installCommand, installPackages, isDebian } from './debian.mjs';

const PACKAGES = ['ruby', 'bundler', 'rubocop'];
const INTO_VENDOR = 'bundle config set --local path vendor/bundle';

export function prepareRuby() {
  if (gemsAreThere()) return;
  if (canInstallPackages()) installPackages(PACKAGES);
  if (gemsAreThere()) return;
  if (!rubyIsThere()) throw new Stop(`setup: apps/core needs ${howToGetRuby()}`);
  // This Ruby's gems are of other versions than Gemfile.lock's: another Debian, or another Ruby.
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

const howToGetRuby = () =>
  isDebian()
    ? `Ruby, Bundler and RuboCop: ${installCommand(PACKAGES)}`
    : 'Ruby 3.1 or newer and Bundler.';
