// `npm run check`: types, lint, format, unit and scenario tests of the tools.
import { checkTools } from './checks/tools.mjs';
import { top } from './support/paths.mjs';
import { main, must } from './support/run.mjs';
import { Tally } from './support/tally.mjs';

await main(() => {
  must([process.execPath, 'scripts/build.mjs'], { cwd: top });
  const tally = new Tally();
  checkTools(tally);
  tally.finish();
});
