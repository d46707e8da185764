import { expect, test } from 'vitest';
import { configurationOf, failureOf } from './repository-files.ts';

const messagesOf = async (
  files: Readonly<Record<string, string>>,
): Promise<(string | undefined)[]> => {
  const { kind, message, next } = await failureOf(configurationOf(files, ['apps/web/a.js']));
  expect(kind).toBe('usage');
  return next === undefined ? [message] : [message, next];
};

const root = (value: unknown): Record<string, string> => ({
  'switchyard.config.json': JSON.stringify(value),
  'apps/web/a.js': '',
});

const web = (service: unknown): Record<string, string> =>
  root({ services: { 'apps/web': service } });

test('a syntax error is told with its place', async () => {
  expect(await messagesOf({ 'switchyard.config.json': '{\n  "services": {,\n' })).toEqual([
    'switchyard.config.json:2:16: expected a key in double quotes, found ",".',
  ]);
  expect(await messagesOf({ 'apps/.lintstagedrc.yml': '"*.js": a: b' })).toEqual([
    'apps/.lintstagedrc.yml:1:9: this is not YAML: Nested mappings are not allowed in compact mappings.',
  ]);
});

test('a directory that is written twice', async () => {
  const text = '{ "services": {\n "apps/web": { "*": "x" },\n "apps/web": { "*": "y" }\n} }';
  expect(await messagesOf({ 'switchyard.config.json': text, 'apps/web/a.js': '' })).toEqual([
    'switchyard.config.json at services: expected each key once, found "apps/web" again in line 3.',
  ]);
});

test('a directory that is declared in two spellings', async () => {
  const services = { 'apps/web': { '*': 'x' }, 'apps/web/': { '*': 'y' } };
  expect(await messagesOf(root({ services }))).toEqual([
    'switchyard.config.json at services["apps/web/"]: expected each directory once, found the directory that "apps/web" declares too.',
  ]);
});

test('a directory with a file of its own', async () => {
  const files = { ...web({ '*': 'x' }), 'apps/web/.lintstagedrc': '"*": y' };
  expect(await messagesOf(files)).toEqual([
    'switchyard.config.json at services["apps/web"]: expected each directory once, found the directory that apps/web/.lintstagedrc declares too.',
  ]);
});

test('a directory that does not exist', async () => {
  expect(await messagesOf(root({ services: { 'apps/wbe': { '*': 'x' } } }))).toEqual([
    'switchyard.config.json at services["apps/wbe"]: expected a directory that exists, found "apps/wbe".',
  ]);
});

test.each(['/apps/web', '../web', ''])('the directory %j', async (directory) => {
  const [message] = await messagesOf(root({ services: { [directory]: { '*': 'x' } } }));
  expect(message).toContain('expected a directory from the top of the repository');
});

test('a misspelt key', async () => {
  expect(await messagesOf(root({ servcies: {} }))).toEqual([
    'switchyard.config.json: expected only "$schema", "timeout", "services", found the key "servcies".',
    'Did you mean "services"?',
  ]);
  expect(await messagesOf(web({ tasks: { '*': 'x' }, mising: 'warn' }))).toEqual([
    'switchyard.config.json at services["apps/web"]: expected only "tasks", "uses", "missing", "timeout", found the key "mising".',
    'Did you mean "missing"?',
  ]);
  expect(await messagesOf(web({ taks: { '*': 'x' }, missing: 'warn' }))).toEqual([
    'switchyard.config.json at services["apps/web"].taks: expected a command, found {"*":"x"}.',
    'Did you mean "tasks"?',
  ]);
});

test('an option among the patterns', async () => {
  expect(await messagesOf(web({ '*': 'x', missing: 'warn' }))).toEqual([
    'switchyard.config.json at services["apps/web"].missing: expected a pattern here, found "warn".',
    'Options stand beside "tasks"; a file called missing is matched by "**/missing".',
  ]);
});

test('an option of a wrong type', async () => {
  expect(await messagesOf(web({ tasks: { '*': 'x' }, timeout: '10' }))).toEqual([
    'switchyard.config.json at services["apps/web"].timeout: expected seconds: a number above 0, at most 86400, found "10".',
  ]);
  expect(await messagesOf(root({ timeout: -1, services: { 'apps/web': { '*': 'x' } } }))).toEqual([
    'switchyard.config.json at timeout: expected seconds: a number above 0, at most 86400, found -1.',
  ]);
  expect(await messagesOf(web({ tasks: { '*': 'x' }, missing: true }))).toEqual([
    'switchyard.config.json at services["apps/web"].missing: expected "fail" or "warn", found true.',
  ]);
});

test('the use of a service that nothing declares', async () => {
  expect(await messagesOf(web({ tasks: { '*': 'x' }, uses: ['apps/wep'] }))).toEqual([
    'switchyard.config.json at services["apps/web"].uses: expected declared services, found "apps/wep".',
    'Did you mean "apps/web"?',
  ]);
});

test('commands that are none', async () => {
  expect(await messagesOf(web({ '*.js': '' }))).toEqual([
    'switchyard.config.json at services["apps/web"]["*.js"]: expected a command, found "".',
  ]);
  expect(await messagesOf(web({ '*.js': ['x', 5] }))).toEqual([
    'switchyard.config.json at services["apps/web"]["*.js"]["1"]: expected a command or a function, found 5.',
  ]);
  expect(await messagesOf(web({ '*.js': [] }))).toEqual([
    'switchyard.config.json at services["apps/web"]["*.js"]: expected at least one command, found [].',
  ]);
  expect(await messagesOf({ 'apps/.lintstagedrc': '"*.js": { title: x }' })).toEqual([
    'apps/.lintstagedrc at ["*.js"]: expected a command, a list of commands, a function or { title, task }, found {"title":"x"}.',
  ]);
  expect(await messagesOf({ 'apps/.lintstagedrc.json': '{ "*.js": false }' })).toEqual([
    'apps/.lintstagedrc.json at ["*.js"]: expected a command, a list of commands, a function or { title, task }, found false.',
  ]);
});

test('a configuration without tasks', async () => {
  const expected =
    'expected an object that gives patterns commands, such as { "*.js": "eslint --fix" }';
  expect(await messagesOf(web({}))).toEqual([
    `switchyard.config.json at services["apps/web"]: ${expected}, found {}.`,
  ]);
  expect(await messagesOf({ 'apps/.lintstagedrc': '' })).toEqual([
    `apps/.lintstagedrc: ${expected}, found null.`,
  ]);
  const package_ = JSON.stringify({ 'lint-staged': 'eslint' });
  expect(await messagesOf({ 'package.json': package_ })).toEqual([
    `package.json at ["lint-staged"]: ${expected}, found "eslint".`,
  ]);
});

test('a long value is cut short', async () => {
  const [message] = await messagesOf(web({ tasks: 'x'.repeat(500) }));
  expect(message?.length).toBeLessThan(250);
});
