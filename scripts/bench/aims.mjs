// What Switchyard is to reach, held against what was measured.
import { BARE, Figures } from './figures.mjs';

const RUN = 'switchyard run';
const HOOK = 'switchyard, lefthook';
const AGAIN = ['again', 'amend', 'after-manual'];

/** `{ aim, measured, reached }` for each; without a figure, `reached` is undefined. */
export function judgeAims(results) {
  const figures = new Figures(results);
  const between = (title, name, tool, other, most) =>
    judge(
      `${title}: at most ${most} of ${other}`,
      quotient(figures.seconds(name, tool), figures.seconds(name, other)),
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
      quotient(figures.seconds('staged-10000', RUN), figures.seconds('staged-1000', RUN)),
      10,
    ),
    judge(
      '1 staged file in 100,000: at most 0.5 s more than in 1,000',
      difference(
        figures.seconds('repository-100000', RUN),
        figures.seconds('repository-1000', RUN),
      ),
      0.5,
      ' s',
    ),
    judge(
      'memory at 10,000 staged files: below 120 MB',
      quotient(figures.memory('staged-10000', RUN), 1e6),
      120,
      ' MB',
    ),
  ];
}

function toFastest(figures, name, tool, most) {
  const [fastest] = figures.peers(name);
  return judge(
    `${TITLES[name]}: at most ${most} of every other tool`,
    quotient(figures.seconds(name, tool), fastest?.seconds),
    most,
    fastest === undefined ? '' : ` of ${fastest.tool}`,
  );
}

const TITLES = {
  again: 'the same content again',
  amend: '`--amend`',
  'after-manual': 'after a run by hand, through lefthook',
  'staged-10000-again': '10,000 staged files again',
};

const judge = (aim, value, most, unit = '') => ({
  aim,
  measured: value === undefined ? '—' : `${Number(value.toPrecision(2))}${unit}`,
  reached: value === undefined ? undefined : value <= most,
});

const quotient = (a, b) => (a === undefined || b === undefined ? undefined : a / b);
const difference = (a, b) => (a === undefined || b === undefined ? undefined : a - b);
