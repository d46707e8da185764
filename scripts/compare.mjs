// `npm run compare`: what Switchyard and other tools do with a commit of which a part is not staged. Prints the
// table; `--only WORDS`, the situations whose names hold them.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { preparePeers } from './bench/peers.mjs';
import { toolsOf } from './bench/tools.mjs';
import { Repository, SERVICE } from './compare/repository.mjs';
import { SITUATIONS } from './compare/situations.mjs';
import { setUp } from './setup/set-up.mjs';
import { top } from './support/paths.mjs';
import { main, must } from './support/run.mjs';

const { values: options } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const COMPARED = ['switchyard, lefthook', 'lefthook', 'lint-staged', 'pre-commit', 'prek', 'hk'];

await main(async () => {
  setUp();
  must([process.execPath, 'scripts/build.mjs'], { cwd: top });
  const peers = preparePeers();
  const tools = toolsOf(peers).filter(({ name }) => COMPARED.includes(name));
  const row = (cells) => console.log(`| ${cells.join(' | ')} |`);
  row(['', ...tools.map(({ name, version }) => `${name} ${version}`)]);
  row(['', ...tools].map(() => '---'));
  for (const { name, see } of SITUATIONS.filter((one) => one.name.includes(options.only))) {
    const seen = [];
    for (const tool of tools) {
      const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'switchyard-compare-')));
      try {
        seen.push(
          await see(Repository.make(scratch, { tool, peers, files: tool.files([SERVICE]) })),
        );
      } finally {
        rmSync(scratch, { recursive: true, force: true });
      }
    }
    row([name, ...seen]);
  }
});
