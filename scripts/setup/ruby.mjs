// Ruby, Bundler and the gems of apps/core.
import { core } from '../support/paths.mjs';
import { capture, isOnPath, Stop } from '../support/run.mjs';
import { canInstallPackages, installCommand, installPackages, isDebian } from './debian.mjs';

const PACKAGES = ['ruby', 'bundler', 'rubocop'];

export function prepareRuby() {
  if (gemsAreThere()) return;
  if (canInstallPackages()) installPackages(PACKAGES);
  if (gemsAreThere()) return;
  const ruby = isOnPath('ruby') && isOnPath('bundle');
  if (ruby || !isDebian()) {
    const first = ruby ? '' : 'install Ruby 3.1 or newer with Bundler, then ';
    throw new Stop(`setup: apps/core lacks its gems: ${first}(cd apps/core && bundle install)`);
  }
  throw new Stop(`setup: apps/core needs Ruby, Bundler and RuboCop: ${installCommand(PACKAGES)}`);
}

const gemsAreThere = () =>
  isOnPath('ruby') && isOnPath('bundle') && capture(['bundle', 'check'], { cwd: core }).passed;
