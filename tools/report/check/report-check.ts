// Renders a check in the requested format, and writes the summary of a GitHub job.
import { variable } from '../../base/environment.ts';
import { appendOutput } from '../../base/outputs.ts';
import { absolutePath } from '../../base/paths.ts';
import { allFindings } from '../findings/all-findings.ts';
import type { Style } from '../style.ts';
import { renderGithub } from './github.ts';
import { checkJson, checkSarif } from './json.ts';
import { renderCheck, type CheckText } from './render-text.ts';
import { renderSummary } from './summary.ts';

export interface ReportOptions {
  readonly format: 'text' | 'github' | 'json' | 'sarif';
  readonly style: Style;
  /** Switchyard's version. */
  readonly version: string;
}

/** Returns the text to print. With the format `github`, also appends to the file that GITHUB_STEP_SUMMARY names. */
export function reportCheck(text: CheckText, { format, style, version }: ReportOptions): string {
  if (format === 'text') return renderCheck(text, style);
  const found = allFindings(text.outcome, text.pathContext);
  switch (format) {
    case 'json':
      return checkJson(text.outcome, found.findings);
    case 'sarif':
      return checkSarif(found.findings, version);
    case 'github': {
      const summary = variable('GITHUB_STEP_SUMMARY');
      if (summary !== undefined) {
        appendOutput(absolutePath(summary), renderSummary(text, found.findings));
      }
      return renderGithub(text, found);
    }
  }
}
