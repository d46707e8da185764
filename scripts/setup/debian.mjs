// Packages of Debian and what is made from it.
import { isOnPath, must } from '../support/run.mjs';

export const isDebian = () => isOnPath('apt-get');

export const canInstallPackages = () => isDebian() && process.getuid?.() === 0;

/** What the user is to type where this script may not install packages. */
export const installCommand = (packages) =>
  `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;

export function installPackages(packages) {
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...packages];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  console.log(`setup: apt-get update && ${install.join(' ')}`);
  must(['apt-get', 'update'], { env });
  must(install, { env });
}
