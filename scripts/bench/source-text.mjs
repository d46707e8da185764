// Source files as people write them, for the bench's monorepo: their linters find nothing to say about them.

const NOUNS =
  'account address basket budget carrier channel charge coupon customer deposit device discount document driver endpoint event factor feature invoice journey ledger machine market measure member message notice order package partner payment permit person policy product project query record refund region report request review route schedule segment session shipment signal supplier ticket token transfer vendor voucher widget'.split(
    ' ',
  );

const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** How many parts a file has: most have few, some have many. */
const parts = (random, most) => 1 + Math.floor(most * random.next() ** 2);

export function typescript(random, most) {
  const nouns = random.some(NOUNS, parts(random, most));
  return `${nouns.map((noun) => typescriptPart(noun, capital(noun), random.between(2, 90))).join('\n')}`;
}

const typescriptPart = (noun, type, limit) => `export interface ${type} {
  readonly id: string;
  readonly name: string;
  readonly amount: number;
  readonly tags: readonly string[];
  readonly parent?: ${type};
}

export type ${type}Change =
  | { readonly kind: 'added'; readonly ${noun}: ${type} }
  | { readonly kind: 'renamed'; readonly id: string; readonly name: string }
  | { readonly kind: 'removed'; readonly id: string };

const ${noun}Limit = ${limit};

/** Adds up what is not above the limit. */
export function total${type}Amount(all: readonly ${type}[], limit = ${noun}Limit): number {
  return all
    .filter(({ amount }) => amount <= limit)
    .map(({ amount }) => amount)
    .reduce((sum, amount) => sum + amount, 0);
}

/** What is left after a change; the list that was given stays as it is. */
export function apply${type}Change(all: readonly ${type}[], change: ${type}Change): ${type}[] {
  switch (change.kind) {
    case 'added':
      return [...all, change.${noun}];
    case 'renamed':
      return all.map((one) => (one.id === change.id ? { ...one, name: change.name } : one));
    case 'removed':
      return all.filter(({ id }) => id !== change.id);
  }
}

export function describe${type}(${noun}: ${type}): string {
  const tags = ${noun}.tags.length === 0 ? 'no tags' : ${noun}.tags.join(', ');
  const parent = ${noun}.parent === undefined ? '' : \` below \${${noun}.parent.name}\`;
  return \`\${${noun}.name}\${parent} (\${tags})\`;
}

export async function load${type}(base: URL, id: string): Promise<${type} | undefined> {
  const answer = await fetch(new URL(encodeURIComponent(id), base));
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(\`${noun} \${id}: \${answer.statusText}\`);
  return (await answer.json()) as ${type};
}
`;

export function ruby(random, most) {
  const nouns = random.some(NOUNS, 1 + parts(random, most));
  const [outer, ...inner] = nouns;
  const classes = inner.map((noun) => rubyPart(noun, capital(noun), random.between(2, 90)));
  return `# frozen_string_literal: true\n\nmodule ${capital(outer)}\n${classes.join('\n')}end\n`;
}

const rubyPart = (
  noun,
  type,
  limit,
) => `  # Keeps the list of each ${noun}, and what is to be said of it.
  class ${type}List
    LIMIT = ${limit}

    include Enumerable

    def initialize(all = [])
      @all = all
    end

    def each(&)
      @all.each(&)
    end

    def add(${noun})
      raise ArgumentError, '${noun} has no name' if ${noun}.name.to_s.empty?

      @all += [${noun}]
      self
    end

    def total_amount(limit: LIMIT)
      reject { |one| one.amount > limit }.sum(&:amount)
    end

    def by_tag
      each_with_object(Hash.new { |hash, tag| hash[tag] = [] }) do |one, groups|
        one.tags.each { |tag| groups[tag] << one }
      end
    end

    def describe(${noun})
      return 'nothing' if ${noun}.nil?

      tags = ${noun}.tags.empty? ? 'no tags' : ${noun}.tags.join(', ')
      "#{${noun}.name} (#{tags})"
    end
  end
`;

export function python(random, most) {
  const nouns = random.some(NOUNS, parts(random, most));
  const classes = nouns.map((noun) => pythonPart(noun, capital(noun), random.between(2, 90)));
  return `"""What is known of each ${nouns[0]}, and of what belongs to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

${classes.join('\n')}`;
}

const pythonPart = (noun, type, limit) => `
@dataclass(frozen=True)
class ${type}:
    name: str
    amount: float = 0.0
    tags: tuple[str, ...] = ()
    parent: ${type} | None = None

    def renamed(self, name: str) -> ${type}:
        if not name:
            raise ValueError("${noun} has no name")
        return replace(self, name=name)

    def describe(self) -> str:
        tags = ", ".join(self.tags) if self.tags else "no tags"
        return f"{self.name} ({tags})"


@dataclass
class ${type}List:
    limit: float = ${limit}.0
    entries: list[${type}] = field(default_factory=list)

    def add(self, ${noun}: ${type}) -> None:
        self.entries.append(${noun})

    def total_amount(self) -> float:
        return sum(entry.amount for entry in self.entries if entry.amount <= self.limit)


def ${noun}_by_tag(entries: Iterable[${type}]) -> dict[str, list[${type}]]:
    groups: dict[str, list[${type}]] = defaultdict(list)
    for entry in entries:
        for tag in entry.tags:
            groups[tag].append(entry)
    return dict(groups)
`;
