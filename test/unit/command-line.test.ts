import { describe, expect, test } from 'vitest';
import { COMMANDS, parseCommandLine } from '../../tools/command-line.ts';
import { commandHelp, programHelp } from '../../tools/report/help.ts';

const parse = (line: string) => parseCommandLine(line === '' ? [] : line.split(' '));
const read = (line: string) => {
  const invocation = parse(line);
  if (invocation.kind !== 'command') return invocation;
  const { command, operands, flags } = invocation;
  return { command: command.name, operands, flags: [...flags] };
};

describe('a command line', () => {
  test.each([
    ['run', { command: 'run', operands: [], flags: [] }],
    ['run apps/web apps/core', { command: 'run', operands: ['apps/web', 'apps/core'], flags: [] }],
    ['lint .', { command: 'lint', operands: ['.'], flags: [] }],
    ['publish', { command: 'publish', operands: [], flags: [] }],
    ['explain a --json b', { command: 'explain', operands: ['a', 'b'], flags: ['json'] }],
    ['explain -- --json', { command: 'explain', operands: ['--json'], flags: [] }],
    ['--version', { kind: 'version' }],
    ['--help', { kind: 'help', command: undefined }],
  ])('%s', (line, read_) => {
    expect(read(line)).toEqual(read_);
  });

  test.each(['run', 'lint', 'publish', 'explain'])('%s --help', (name) => {
    expect(parse(`${name} --help`)).toMatchObject({ kind: 'help', command: { name } });
  });

  test.each([
    ['', 'Which command?'],
    ['rnu', 'There is no command rnu.'],
    ['--verson', 'There is no command --verson.'],
    ['run --fix', 'switchyard run has no option --fix.'],
    ['explain -j', 'switchyard explain has no option -j.'],
    ['explain --json=1', '--json takes no value.'],
    ['lint', 'switchyard lint needs <service…>.'],
    ['publish apps/web', 'switchyard publish takes no apps/web.'],
  ])('wrong: %s', (line, message) => {
    expect(() => parse(line)).toThrow(expect.objectContaining({ kind: 'usage', message }));
  });

  test.each([
    ['pubish', 'Did you mean publish?'],
    ['--versoin', 'Did you mean --version?'],
    ['explain --jsno', 'Did you mean --json?'],
  ])('misspelt: %s', (line, why) => {
    expect(() => parse(line)).toThrow(expect.objectContaining({ why }));
  });
});

describe('help', () => {
  test('of the program names every command', () => {
    for (const { name, summary } of COMMANDS) {
      expect(programHelp(COMMANDS)).toMatch(new RegExp(`^  ${name} .*${summary}$`, 'm'));
    }
  });

  test('of a command shows its use and its options', () => {
    const explain = COMMANDS.find(({ name }) => name === 'explain');
    expect(explain && commandHelp(explain)).toMatch(
      /^Usage: switchyard explain \[path…\] \[options\]\n[^]*\n {2}--json {2}print JSON\n/,
    );
  });
});
