// Renders a check for programs: as switchyard's own JSON, and as SARIF 2.1.0.
import type { CheckOutcome } from '../../base/model/check-outcome.ts';
import type { Finding } from '../../base/model/finding.ts';
import { decodeName, encodeName } from '../../base/names.ts';
import type { RepoPath } from '../../base/paths.ts';
import { serviceName } from '../../base/model/service.ts';

/** Ends with a newline. */
export function checkJson(outcome: CheckOutcome, findings: readonly Finding[]): string {
  const { subject, shard, selected, services, skips, patches, unstable } = outcome;
  const widened = subject.kind === 'changed' ? subject.widened : [];
  return toText({
    subject: {
      ...subject,
      ...(subject.kind === 'changed' && {
        widened: widened.map(({ path, services: governed }) => ({
          path,
          services: governed.map(serviceName),
        })),
      }),
    },
    ...(shard !== undefined && { shard }),
    selected,
    services: services.map(({ result, fixes, unusableFiles }) => ({
      service: serviceName(result.plan.service),
      files: result.plan.paths,
      commands: result.commands.map(({ command, status }) => ({ command, ...status })),
      wouldChange: fixes.map(({ path }) => path),
      unusableFiles,
    })),
    skipped: skips.map(({ service, why }) => ({ service: serviceName(service), ...why })),
    unstable: unstable.map(({ service, commands, paths }) => ({
      service: serviceName(service),
      commands,
      paths,
    })),
    findings,
    patch: patches.map(({ patch }) => decodeName(patch)).join(''),
  });
}

/** Ends with a newline. */
export function checkSarif(findings: readonly Finding[], version: string): string {
  const rules = [...new Set(findings.map(ruleId))].sort();
  return toText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'switchyard', version, rules: rules.map((id) => ({ id })) },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({
          ruleId: ruleId(finding),
          ruleIndex: rules.indexOf(ruleId(finding)),
          level: finding.severity,
          message: { text: finding.message },
          locations: locations(finding),
          properties: { service: finding.service },
        })),
      },
    ],
  });
}

const toText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const ruleId = ({ tool, rule }: Finding): string => (rule === undefined ? tool : `${tool}/${rule}`);

function locations({ path, range }: Finding): object[] {
  if (path === undefined) return [];
  const region = range && {
    region: {
      startLine: range.line,
      ...(range.column !== undefined && { startColumn: range.column }),
      ...(range.endLine !== undefined && { endLine: range.endLine }),
      ...(range.endColumn !== undefined && { endColumn: range.endColumn }),
    },
  };
  const artifactLocation = { uri: uriOf(path), uriBaseId: '%SRCROOT%' };
  return [{ physicalLocation: { artifactLocation, ...region } }];
}

/** The path as a relative URI: bytes that are not allowed in one are percent-encoded. */
const uriOf = (path: RepoPath): string =>
  [...encodeName(path)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[\w./~-]/.test(character)
        ? character
        : `%${byte.toString(16).padStart(2, '0').toUpperCase()}`;
    })
    .join('');
