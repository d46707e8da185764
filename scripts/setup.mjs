// `npm run setup`: brings what a fresh clone lacks. `npm test` and `npm run demo` start with it too.
import { setUp } from './setup/set-up.mjs';
import { main } from './support/run.mjs';

await main(setUp);
