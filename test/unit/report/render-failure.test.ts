import { describe, expect, test } from 'vitest';
import { BrokenInvariant, Failure } from '../../../tools/base/errors.ts';
import { asFailure } from '../../../tools/base/as-failure.ts';
import { renderBug, renderFailure } from '../../../tools/report/render-failure.ts';
import { plain } from './outcomes.ts';

test('a failure says what, why, what to do, and where the files stand', () => {
  const failure = new Failure('usage', 'No service is called x\x1b[2J.', {
    why: 'The services are:\napps/web.',
    next: 'Type it right.',
  });
  expect(renderFailure(failure, plain)).toBe(
    [
      'switchyard: No service is called x\\x1b[2J.',
      '  The services are:',
      '  apps/web.',
      '  Type it right.',
      'Nothing was changed.',
      '',
    ].join('\n'),
  );
});

test('a bug prints itself to be pasted, and says that nothing is lost', () => {
  const text = renderBug(new BrokenInvariant('the sky fell'), ['switchyard 1', 'node v20'], plain);
  expect(text).toContain('  switchyard 1, node v20\n  BrokenInvariant: the sky fell\n');
  expect(text).toContain('render-failure.test.ts');
  expect(text).toMatch(/\nNothing is lost: .*\n$/);
});

describe('an error', () => {
  test('of the system is a failure of the environment', () => {
    const error = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
    });
    expect(asFailure(error)).toMatchObject({
      kind: 'environment',
      message: 'The disk is full.',
      why: 'ENOSPC: no space left on device, write',
    });
  });

  test.each([
    ['of switchyard', new TypeError('x is not a function')],
    ['with a code that a check forgot', Object.assign(new Error('x'), { code: 'ENOENT' })],
    ['that is none', 'x'],
  ])('%s is a bug', (_, error) => {
    expect(asFailure(error)).toBeUndefined();
  });
});
