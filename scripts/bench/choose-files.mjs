// Which files a case stages.
import { canChange } from './change.mjs';
import { Random } from './random.mjs';
import { owns } from './workspace.mjs';

/** As many of each service, as far as there are; always the same ones. */
export function chooseFiles(workspace, { files, only }) {
  const random = new Random(files);
  const lists = workspace.services
    .map((service) =>
      workspace.paths.filter((path) => owns(service, path) && canChange(path) && fits(path, only)),
    )
    .filter((list) => list.length > 0)
    .map((list) => shuffled(random, list));
  const chosen = [];
  while (chosen.length < files && lists.some((list) => list.length > 0)) {
    for (const list of lists) {
      if (chosen.length < files && list.length > 0) chosen.push(list.pop());
    }
  }
  return chosen;
}

const fits = (path, only) => only === undefined || path.endsWith(`.${only}`);

function shuffled(random, list) {
  return list
    .map((path) => ({ path, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ path }) => path);
}
