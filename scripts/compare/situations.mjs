// What is looked at: a file of which a part is staged, a linter that fixes it, and where the rest is afterwards.
const lines = (from, to) => Array.from({ length: to - from + 1 }, (_, at) => `line ${from + at}`);
const text = (...parts) => `${parts.flat().join('\n')}\n`;
const blocks = (count, marked) =>
  Array.from({ length: count }, (_, at) => [
    'begin',
    ...(at === marked ? ['mine'] : []),
    'end',
    '',
  ]);

const made = (isMade) => (isMade ? '' : 'commit refused, ');
const whereIs = (found, wanted) => {
  if (found.replaceAll('drop\n', '') === wanted) return 'stays in its place';
  return found.includes('mine') ? 'moved to a wrong place' : 'gone';
};

export const SITUATIONS = [
  {
    name: 'a fix removes lines above an unstaged line: the line',
    see: (repository) => {
      const after = [...lines(3, 6), 'mine', ...lines(7, 10)];
      repository.place(
        text(lines(1, 10)),
        text('new', 'drop', 'drop', lines(2, 10)),
        text('new', 'drop', 'drop', lines(2, 2), after),
      );
      const isMade = repository.commit();
      return made(isMade) + whereIs(repository.text, text('new', lines(2, 2), after));
    },
  },
  {
    name: 'the same among equal blocks',
    see: (repository) => {
      const changed = blocks(12, 6);
      repository.place(
        text(blocks(12).flat()),
        text('new', 'drop', 'drop', 'drop', blocks(12).flat()),
        text('new', 'drop', 'drop', 'drop', changed.flat()),
      );
      const isMade = repository.commit();
      return made(isMade) + whereIs(repository.text, text('new', changed.flat()));
    },
  },
  {
    name: 'a fix and an unstaged edit of the same line',
    see: (repository) => {
      const with5 = (line) => text(lines(1, 4), line, lines(6, 10));
      repository.place(text(lines(1, 10)), with5('bad'), with5('bad, mine'));
      const isMade = repository.commit();
      const fix = repository.committed === with5('good') ? 'fix committed' : 'fix not committed';
      const edit = repository.text.includes('mine') ? 'edit kept' : 'edit gone';
      return `${made(isMade)}${fix}, ${edit}`;
    },
  },
  {
    name: 'killed (SIGKILL) while the linter runs: an unstaged line, then after the next commit',
    see: async (repository) => {
      repository.place(
        text(lines(1, 10)),
        text(lines(1, 2), 'bad', lines(4, 10)),
        text(lines(1, 2), 'bad', lines(4, 10), 'mine'),
      );
      const commit = await repository.commitAndStop();
      await commit.kill();
      const first = repository.text.includes('mine') ? 'stays' : 'hidden';
      const isMade = repository.commit();
      const then = repository.text.includes('mine') ? 'there' : 'not there';
      return `${first}, then ${made(isMade)}${then}`;
    },
  },
  {
    name: 'a staged file is saved while the linter runs: what was saved',
    see: (repository) => saveMeanwhile(repository, text(lines(1, 2), 'bad', lines(4, 10))),
  },
  {
    name: 'the same next to an unstaged edit',
    see: (repository) => saveMeanwhile(repository, text(lines(1, 2), 'bad', lines(4, 9), 'mine')),
  },
  {
    name: 'two commits at once, in two worktrees: their unstaged lines',
    see: async (repository) => {
      const linked = repository.link();
      for (const each of [repository, linked]) {
        each.place(
          text(lines(1, 10)),
          text('bad', lines(2, 10)),
          text('bad', lines(2, 10), 'mine', each.directory),
        );
      }
      const first = await repository.commitAndStop();
      const second = await linked.commitAndStop();
      const areMade = [await first.goOn(), await second.goOn()];
      const whole = [repository, linked].filter((each) =>
        each.text.endsWith(text('mine', each.directory)),
      );
      return `${made(areMade.every(Boolean))}${whole.length} of 2 stay`;
    },
  },
];

async function saveMeanwhile(repository, unstaged) {
  repository.place(text(lines(1, 10)), text(lines(1, 2), 'bad', lines(4, 10)), unstaged);
  const commit = await repository.commitAndStop();
  repository.text = `${unstaged}saved\n`;
  const isMade = await commit.goOn();
  const kept = repository.text.includes('saved') ? 'kept' : 'lost';
  return `${made(isMade)}${kept}${repository.committed.includes('saved') ? ', but committed' : ''}`;
}
