// What other programs do to the working tree and the index while a publish is under way.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildInterruptedDriver } from './build-driver.ts';
import { GIT_ENVIRONMENT, makeRepository, type WorkRepository } from './work-repository.ts';

let driver: string;
let repository: WorkRepository;

beforeAll(async () => {
  driver = await buildInterruptedDriver();
});

afterAll(() => {
  rmSync(dirname(driver), { recursive: true });
});

beforeEach(() => {
  repository = makeRepository();
  repository.stage('f', 'bad\n1\n2\n3\n');
  repository.stage('g', 'bad\n');
});

afterEach(() => {
  rmSync(repository.top, { recursive: true, force: true });
});

/** Publishes; at the checkpoint the shell does something else. */
function publishWhile(checkpoint: string, command: string): { kind: string; keptEdits?: string[] } {
  const output = execFileSync(process.execPath, [driver, 'publish'], {
    cwd: repository.top,
    env: { ...GIT_ENVIRONMENT, AT: checkpoint, DO: `${command}\ntouch .git/happened` },
    encoding: 'utf8',
  });
  expect(existsSync(repository.path('.git/happened'))).toBe(true);
  expect(readdirSync(repository.path('.git/switchyard'))).toEqual([]);
  expect(repository.git('status', '--porcelain')).not.toContain('??');
  const { publication } = JSON.parse(output) as { publication: { kind: string } };
  return publication;
}

const SAVE = `printf 'bad\\n1\\n2\\n3\\nmine\\n'`;
const IN_PLACE = `${SAVE} >f`;
const BY_RENAME = `${SAVE} >.git/f~; mv .git/f~ f`;

describe('an editor saves the file', () => {
  const moments = [
    'before linking index-0 to index.lock',
    'before renaming f to 0.0.aside',
    'before linking 0.0.new to f',
    'after linking 0.0.new to f',
    'before renaming g to 1.0.aside',
    'before git add',
  ];

  test.each(moments)('in place, %s', (moment) => {
    publishWhile(moment, IN_PLACE);
    expect(repository.staged('f')).toBe('good\n1\n2\n3\n');
    expect(repository.read('f')).toMatch(/^(good|bad)\n1\n2\n3\nmine\n$/);
  });

  test.each(moments)('by renaming a new file, %s', (moment) => {
    publishWhile(moment, BY_RENAME);
    expect(repository.staged('f')).toBe('good\n1\n2\n3\n');
    expect(repository.read('f')).toMatch(/^(good|bad)\n1\n2\n3\nmine\n$/);
  });

  test.each(moments.slice(0, 3))('before it is replaced, and gets the fix: %s', (moment) => {
    publishWhile(moment, BY_RENAME);
    expect(repository.read('f')).toBe('good\n1\n2\n3\nmine\n');
  });

  // An open file stays open when it is renamed.
  test.each([
    'before linking 0.0.new to f',
    'after linking 0.0.new to f',
    'before renaming g to 1.0.aside',
  ])('that it had open all the time, %s', (moment) => {
    publishWhile(moment, `${SAVE} >.git/switchyard/publish/0.0.aside`);
    expect(repository.read('f')).toBe('good\n1\n2\n3\nmine\n');
    expect(repository.read('g')).toBe('good\n');
  });

  test('that it had open all the time, slowly', () => {
    const aside = '.git/switchyard/publish/0.0.aside';
    publishWhile('before linking 0.0.new to f', `: >${aside}; (sleep 0.02; ${SAVE} >${aside}) &`);
    expect(repository.read('f')).toBe('good\n1\n2\n3\nmine\n');
  });

  test('whose fix overlaps the save', () => {
    const { keptEdits } = publishWhile(
      'before renaming f to 0.0.aside',
      `printf 'bad mine\\n1\\n' >f`,
    );
    expect(repository.read('f')).toBe('bad mine\n1\n');
    expect(repository.staged('f')).toBe('good\n1\n2\n3\n');
    expect(keptEdits).toEqual(['f']);
  });

  test('that has two names', () => {
    execFileSync('ln', ['f', 'h'], { cwd: repository.top });
    repository.git('add', 'h');
    publishWhile('before creating 0.0.copy.*', IN_PLACE);
    expect(repository.read('f')).toBe('good\n1\n2\n3\nmine\n');
    expect(repository.read('h')).toBe('good\n1\n2\n3\nmine\n');
  });
});

describe('the file goes away', () => {
  test.each(['before linking index-0 to index.lock', 'before renaming f to 0.0.aside'])(
    'deleted, %s',
    (moment) => {
      publishWhile(moment, 'rm f');
      expect(existsSync(repository.path('f'))).toBe(false);
      expect(repository.read('g')).toBe('good\n');
    },
  );

  test.each(['before renaming f to 0.0.aside', 'before linking 0.0.new to f'])(
    'a directory takes its name, %s',
    (moment) => {
      publishWhile(moment, 'rm -f f; mkdir f; echo mine >f/mine; echo >.git/info/exclude f/mine');
      expect(repository.read('f/mine')).toBe('mine\n');
    },
  );
});

describe('the index changes', () => {
  test('another file is staged before the swap: it stays staged', () => {
    repository.write('h', 'new\n');
    const moment = 'before linking index-0 to index.lock';
    expect(publishWhile(moment, 'git add h')).toMatchObject({ kind: 'published' });
    expect([repository.staged('f'), repository.staged('h')]).toEqual(['good\n1\n2\n3\n', 'new\n']);
  });

  test('the linted file is staged again before the swap: nothing is published', () => {
    const moment = 'before linking index-0 to index.lock';
    const command = `printf 'newer\\n' >g; git add g`;
    expect(publishWhile(moment, command)).toEqual({ kind: 'index-moved', paths: ['g'] });
    expect([repository.staged('f'), repository.staged('g')]).toEqual(['bad\n1\n2\n3\n', 'newer\n']);
    expect([repository.read('f'), repository.read('g')]).toEqual(['bad\n1\n2\n3\n', 'newer\n']);
  });

  test('something is staged while the working files are merged: it stays', () => {
    repository.write('h', 'new\n');
    publishWhile('before git add', 'git add h');
    expect([repository.staged('f'), repository.staged('h')]).toEqual(['good\n1\n2\n3\n', 'new\n']);
  });

  test('somebody holds the lock when the stat data is to be refreshed: it is left', () => {
    publishWhile('after git add', ': >.git/index.lock');
    expect(statSync(repository.path('.git/index.lock')).size).toBe(0);
    expect(repository.staged('f')).toBe('good\n1\n2\n3\n');
  });
});
