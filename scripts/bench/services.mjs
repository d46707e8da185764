// The services of another repository, as its switchyard.config.json declares them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stop } from '../support/run.mjs';

const FILE = 'switchyard.config.json';

/** Only what every tool can be given: a service in a directory, one pattern of extensions, plain commands. */
export function servicesOf(repository) {
  let declared;
  try {
    declared = JSON.parse(readFileSync(join(repository, FILE), 'utf8')).services;
  } catch (error) {
    throw new Stop(`bench: --repo needs a ${FILE} (\`switchyard init\` proposes one): ${error}`);
  }
  const services = Object.entries(declared).flatMap(([path, { tasks, ...others }]) => {
    const [[pattern, commands]] = Object.entries(tasks ?? others);
    const extensions = /^\*\.(?:\{([\w,]+)\}|(\w+))$/.exec(pattern);
    if (path === '.' || path.includes('*') || extensions === null) {
      console.error(`bench: ${path} (${pattern}) is left out: not every tool can be given that`);
      return [];
    }
    return [
      {
        path,
        extensions: (extensions[1] ?? extensions[2]).split(','),
        commands: [commands].flat(),
      },
    ];
  });
  if (services.length === 0) throw new Stop(`bench: no service in ${repository} can be measured`);
  return services;
}
