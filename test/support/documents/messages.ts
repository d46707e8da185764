// The sentences with which switchyard's failures begin, read off its sources. What a sentence takes from
// elsewhere is `…` in it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { TOP } from '../binary.ts';

/** Functions that make failures, by name and file, and which of their arguments is the sentence. */
type Makers = Map<string, number>;

/** The first sentence of each failure and of each command that could not run, and a place where it is written. */
export const failureMessages = (): Map<string, string> =>
  new Map([...messagesFrom(['Failure', 1]), ...brokenCommands()]);

/** What a configuration is said to have been expected to hold. */
export const expectations = (): Map<string, string> => messagesFrom(['misconfigured', 1]);

/** What the maker and those who call it for others are given. Throws for what it cannot find. */
function messagesFrom(maker: readonly [string, number]): Map<string, string> {
  const files = sources();
  const messages = new Map<string, string>();
  const makers: Makers = new Map([maker]);
  for (let known = 0; known < makers.size;) {
    known = makers.size;
    for (const [file, sentence] of files.flatMap((each) => sentencesOf(each, makers))) {
      const maker = makerWithParameter(sentence);
      if (maker === undefined) {
        const { line } = file.getLineAndCharacterOfPosition(sentence.getStart(file));
        for (const text of textsOf(sentence)) messages.set(text, `${file.fileName}:${line + 1}`);
      } else makers.set(maker.isExported ? maker.name : `${file.fileName} ${maker.name}`, maker.at);
    }
  }
  return messages;
}

/** What `{ kind: 'broken', message }` says in words of its own. */
function brokenCommands(): Map<string, string> {
  const messages = new Map<string, string>();
  for (const file of sources()) {
    const visit = (node: ts.Node): void => {
      if (ts.isObjectLiteralExpression(node) && /^\{\s*kind: 'broken'/.test(node.getText(file))) {
        const said = node.properties.find((each) => each.name?.getText(file) === 'message');
        const sentence = said && ts.isPropertyAssignment(said) ? said.initializer : said?.name;
        if (sentence && !ts.isCallExpression(sentence)) {
          for (const text of textsOf(sentence as ts.Expression)) messages.set(text, file.fileName);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return messages;
}

/** All that is written in the sources, to look sentences up in. */
export const sourceText = (): string =>
  sources()
    .map(({ text }) => text.replace(/\\(['`])/g, '$1'))
    .join('\n');

function sources(): ts.SourceFile[] {
  const directory = join(TOP, 'tools');
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const text = readFileSync(join(directory, name), 'utf8');
      return ts.createSourceFile(`tools/${name}`, text, ts.ScriptTarget.ES2023, true);
    });
}

function sentencesOf(file: ts.SourceFile, makers: Makers): [ts.SourceFile, ts.Expression][] {
  const found: [ts.SourceFile, ts.Expression][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
      const name = isSuperOfFailure(node.expression) ? 'Failure' : node.expression.getText(file);
      const at = makers.get(`${file.fileName} ${name}`) ?? makers.get(name);
      const sentence = at === undefined ? undefined : node.arguments?.[at];
      if (sentence !== undefined) found.push([file, sentence]);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** What the constructor of a failure of its own kind calls. */
const isSuperOfFailure = ({ kind, parent }: ts.Expression): boolean => {
  let node: ts.Node = parent;
  while (!ts.isClassDeclaration(node) && !ts.isSourceFile(node)) node = node.parent;
  const isOne = ts.isClassDeclaration(node) && / extends Failure\b/.test(node.getText());
  return kind === ts.SyntaxKind.SuperKeyword && isOne;
};

/** The function that gets the sentence as an argument. */
function makerWithParameter(sentence: ts.Expression) {
  if (!ts.isIdentifier(sentence)) return undefined;
  for (let node: ts.Node = sentence; !ts.isSourceFile(node); node = node.parent) {
    if (!ts.isFunctionDeclaration(node) && !ts.isArrowFunction(node)) continue;
    const at = node.parameters.findIndex(({ name }) => name.getText() === sentence.text);
    if (at === -1) continue;
    const named = ts.isFunctionDeclaration(node) ? node : node.parent;
    if (!ts.isFunctionDeclaration(named) && !ts.isVariableDeclaration(named)) continue;
    const isExported = /^export\b/.test(node.getText());
    return { name: named.name?.getText() ?? '', at, isExported };
  }
  return undefined;
}

function textsOf(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) {
    return [node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('')];
  }
  if (ts.isConditionalExpression(node)) {
    return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  }
  if (ts.isElementAccessExpression(node)) return textsOf(node.expression);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.flatMap((each) =>
      ts.isPropertyAssignment(each) ? textsOf(each.initializer) : [],
    );
  }
  if (ts.isIdentifier(node)) return node.text === 'undefined' ? [] : textsOf(valueOf(node));
  throw new Error(`what does this say? ${node.getText()}`);
}

/** What the constant of this name is, in the same file: the last one above, or else the first. */
function valueOf(constant: ts.Identifier): ts.Expression {
  let value: ts.Expression | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === constant.text) {
      if (value === undefined || node.pos < constant.pos) value = node.initializer;
    }
    ts.forEachChild(node, visit);
  };
  visit(constant.getSourceFile());
  if (value === undefined) throw new Error(`what is ${constant.text}?`);
  return value;
}
