// The work that the demo puts into its clone. Each change replaces `at`, which the file holds once.

/**
 * `staged` is what is added to the index, `edited` what the file holds then; `committed` is what the service's
 * linters make of `staged`, and `merged` is that with the unstaged edit in it.
 */
export const CHANGES = [
  {
    path: 'apps/web/lib/health.ts',
    shows: 'an unstaged line between lines that eslint and prettier change',
    at: '/** One sentence about all services',
    staged: `/** Milliseconds of the slowest answer. */
export function slowest(services: readonly ServiceHealth[]): number {
  let latencies = services.map( service => service.latency )
  if (latencies.length === 0) return 0;
  return Math.max( ...latencies )
}

/** One sentence about all services`,
    edited: `/** Milliseconds of the slowest answer. */
export function slowest(services: readonly ServiceHealth[]): number {
  let latencies = services.map( service => service.latency )
  if (latencies.length === 0) return 0;
  // not staged: leave out services that are down?
  return Math.max( ...latencies )
}

/** One sentence about all services`,
    committed: `/** Milliseconds of the slowest answer. */
export function slowest(services: readonly ServiceHealth[]): number {
  const latencies = services.map((service) => service.latency);
  if (latencies.length === 0) return 0;
  return Math.max(...latencies);
}

/** One sentence about all services`,
    merged: `/** Milliseconds of the slowest answer. */
export function slowest(services: readonly ServiceHealth[]): number {
  const latencies = services.map((service) => service.latency);
  if (latencies.length === 0) return 0;
  // not staged: leave out services that are down?
  return Math.max(...latencies);
}

/** One sentence about all services`,
  },
  {
    path: 'apps/core/app/policies/report_policy.rb',
    shows: 'an unstaged method right below one that rubocop changes',
    at: `  def destroy?
`,
    staged: `  def archive?
    return false unless record.published
    return owner_or_admin?
  end

  def destroy?
`,
    edited: `  def archive?
    return false unless record.published
    return owner_or_admin?
  end

  def restore? = archive? # not staged

  def destroy?
`,
    committed: `  def archive?
    return false unless record.published

    owner_or_admin?
  end

  def destroy?
`,
    merged: `  def archive?
    return false unless record.published

    owner_or_admin?
  end

  def restore? = archive? # not staged

  def destroy?
`,
  },
  {
    path: 'apps/ai-gateway/app/models.py',
    shows: 'an unstaged edit of the very line that ruff changes',
    at: `class NoFittingModelError`,
    staged: `def summary( ) -> str:
    """In a few words, for people."""
    return "{} models".format( len(MODELS) )


class NoFittingModelError`,
    edited: `def summary( ) -> str:
    """In a few words, for people."""
    return "{} models, not staged".format( len(MODELS) )


class NoFittingModelError`,
    committed: `def summary() -> str:
    """In a few words, for people."""
    return f"{len(MODELS)} models"


class NoFittingModelError`,
    merged: `def summary() -> str:
    """In a few words, for people."""
    return "{} models, not staged".format( len(MODELS) )


class NoFittingModelError`,
  },
];

/** A new file, staged as a whole. */
export const NEW_FILE = {
  path: 'apps/web/app/reports/[id]/page.tsx',
  staged: `export default function ReportPage() {
    return <h1>{"Report"}</h1>
}
`,
  committed: `export default function ReportPage() {
  return <h1>{'Report'}</h1>;
}
`,
};

/** Work of the user's that no commit of the demo has to do with. */
export const UNSTAGED = {
  path: 'apps/core/README.md',
  at: '# core\n',
  edited: '# core\n\n*  not staged, and not as prettier wants it\n',
};
export const UNTRACKED = {
  path: 'apps/web/lib/notes.ts',
  content: 'export let idea = "untracked"\n',
};

/** Then a commit with a mistake that ruff finds and cannot mend, beside one that prettier could. */
export const REFUSED = [
  {
    path: 'apps/web/lib/health.ts',
    at: 'return Math.max(...latencies);',
    staged: 'return Math.max( ...latencies )',
  },
  {
    path: 'apps/ai-gateway/app/main.py',
    at: '    return list(MODELS)\n',
    staged: '    return sorted(MODELS, key=price)\n',
  },
];
