// The tests of a document: each section is one repository, in which its blocks are run in order. Where a
// section shows or makes no configuration, it is the example's.
import { copyFileSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { isConfigurationName } from '../../../tools/config/configuration-names.ts';
import { TOP } from '../binary.ts';
import { CONFIGURATION, openExample, type Example } from './example.ts';
import { readDocument, type Block } from './read-document.ts';
import { runBlock } from './run-block.ts';

export function testDocument(path: string): void {
  test.each(readDocument(path))(`${path}: $title`, async ({ blocks }) => {
    const example = openExample(blocks.some(declaresServices) ? {} : CONFIGURATION);
    for (const block of blocks) await runBlock(block, example);
    if (existsSync(join(example.directory, 'lefthook.yml'))) await commitThroughLefthook(example);
  });
}

const declaresServices = ({ file, text }: Block): boolean =>
  (file !== undefined && isConfigurationName(basename(file))) || text.includes('switchyard init');

/** A hook that the section set up is not only valid: a commit passes it, linted. */
async function commitThroughLefthook({ directory, git, shell, stage, fixedInHead }: Example) {
  const rc = join(directory, '.lefthookrc');
  if (!existsSync(rc)) copyFileSync(join(TOP, '.lefthookrc'), rc);
  git('add', '--all');
  stage();
  const commit = await shell('lefthook install && git commit --quiet --message change');
  expect(commit, commit.stderr).toMatchObject({ exitCode: 0 });
  expect(fixedInHead()).not.toEqual([]);
}
