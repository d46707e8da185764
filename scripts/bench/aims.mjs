// What Switchyard is to reach, held against what was measured.
import { BARE, Figures } from './figures.mjs';

const RUN = 'switchyard run';
const HOOK = 'switchyard, lefthook';
const AGAIN = ['again', 'amend', 'after-manual'];

/** `{ aim, byClock, byProcessor, reached }` for each: reached by both. Without a figure, `reached` is undefined. */
export function judgeAims(results) {
  const figures = new Figures(results);
  const between = (title, name, tool, other, most) =>
    judge(
      `${title}: at most ${most} of ${other}`,
      (what) => quotient(figures.of(what, name, tool), figures.of(what, name, other)),
      most,
    );
  return [
    between('own cost', 'own-cost', RUN, 'lint-staged', 0.4),
    between('own cost', 'own-cost', RUN, 'hk', 2.5),
    between('own cost through lefthook', 'own-cost', HOOK, 'lint-staged', 1),
    ...['clean', 'fixable'].flatMap((name) => [
      between(`9 files, ${name}`, name, RUN, BARE, 1.1),
      between(`9 files, ${name}`, name, RUN, 'lint-staged', 1),
      between(`9 files, ${name}`, name, RUN, 'hk', 1),
    ]),
    between('one Python file', 'one-python', RUN, 'lint-staged', 0.5),
    between('one Python file', 'one-python', RUN, 'pre-commit', 0.5),
    ...AGAIN.map((name) => toFastest(figures, name, name === 'after-manual' ? HOOK : RUN, 0.1)),
    between('10,000 staged files', 'staged-10000', RUN, 'lint-staged', 0.5),
    toFastest(figures, 'staged-10000-again', RUN, 1),
    judge(
      'ten times as many staged files: at most 10 times as long',
      (what) =>
        quotient(figures.of(what, 'staged-10000', RUN), figures.of(what, 'staged-1000', RUN)),
      10,
    ),
    judge(
      '1 staged file in 100,000: at most 0.5 s more than in 1,000',
      (what) =>
        difference(
          figures.of(what, 'repository-100000', RUN),
          figures.of(what, 'repository-1000', RUN),
        ),
      0.5,
      ' s',
    ),
    judge(
      'memory at 10,000 staged files: below 120 MB',
      (what) =>
        what === 'samples' ? quotient(figures.of('memory', 'staged-10000', RUN), 1e6) : undefined,
      120,
      ' MB',
    ),
  ];
}

function toFastest(figures, name, tool, most) {
  const fastest = (what) => figures.peers(name, what)[0];
  return judge(
    `${TITLES[name]}: at most ${most} of every other tool`,
    (what) => quotient(figures.of(what, name, tool), fastest(what)?.seconds),
    most,
    fastest('samples') === undefined ? '' : ` of ${fastest('samples').tool}`,
  );
}

const TITLES = {
  again: 'the same content again',
  amend: '`--amend`',
  'after-manual': 'after a run by hand, through lefthook',
  'staged-10000-again': '10,000 staged files again',
};

function judge(aim, valueBy, most, unit = '') {
  const values = [valueBy('samples'), valueBy('processor')];
  const [byClock, byProcessor] = values.map((value) =>
    value === undefined ? '—' : `${Number(value.toPrecision(2))}${unit}`,
  );
  const measured = values.filter((value) => value !== undefined);
  const reached = measured.length === 0 ? undefined : measured.every((value) => value <= most);
  return { aim, byClock, byProcessor, reached };
}

const quotient = (a, b) => (a === undefined || b === undefined ? undefined : a / b);
const difference = (a, b) => (a === undefined || b === undefined ? undefined : a - b);
