// `npm test`: every test of the tools and of the services, from a fresh clone on. Nothing is imported that
// only the set-up brings.
import { checkServices } from './checks/services.mjs';
import { checkTools } from './checks/tools.mjs';
import { setUp } from './setup/set-up.mjs';
import { top } from './support/paths.mjs';
import { main, must } from './support/run.mjs';
import { Tally } from './support/tally.mjs';

await main(() => {
  setUp();
  must([process.execPath, 'scripts/build.mjs'], { cwd: top });
  const tally = new Tally();
  checkTools(tally);
  checkServices(tally);
  tally.finish();
});
