// Where things lie in this repository, from wherever a script is started.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const top = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const core = join(top, 'apps/core');
export const gateway = join(top, 'apps/ai-gateway');
export const virtualEnvironment = join(gateway, '.venv');
